// One run: its objects are applied to a namespace of its own, the workflow is submitted, gates are answered, the end is
// awaited.
//
// In: an entry of the plan. Out: an entry of the results.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sigs.k8s.io/yaml"
)

var (
	workflows = resource{"argoproj.io", "v1alpha1", "workflows"}
	templates = resource{"argoproj.io", "v1alpha1", "workflowtemplates"}
)

type plan struct{ Runs []run }

type run struct {
	Name       string            // the workflow's
	File       string            // YAML documents; the first WorkflowTemplate that is no part of another is run, or the first Workflow
	Entrypoint string            // another template than the file's own
	Arguments  map[string]string // as a person would type them
	Objects    map[string]string // files that lie in the object store: "bucket/key" to a local path
	// Suspended nodes that are let go on, by the node's template or task, or "*" for all that ask for a value: the
	// values supplied to its outputs.
	Answers   map[string]map[string]string
	Shutdown  string     // Stop or Terminate, set when the first container runs
	After     string     // the run that must be over before this one
	Scheduled bool       // the run is the first that the file's CronWorkflow starts, and is named by the controller
	Creations []creation // workflows that are created as they stand, in the place of one that is submitted
	Namespace string     // to share one with another run; else the run's own
	Shared    string     // a folder that every container of the run sees in its own place
	Timeout   float64
	Parts     map[string]part // where given, no container runs: what each task's would have done, by the task's name
}

type node struct {
	Name, DisplayName, Type, TemplateName, Phase, Message string
	Inputs, Outputs                                       any
	Printed                                               string
	Started, Finished                                     string // UTC, to the second
}

type result struct {
	Name, Phase, Message string
	Seconds              float64
	Nodes                []node
	Refused              []string
	Started              []started
}

// How long the controller gets to hear of a new template: it refuses a workflow whose template it does not know yet.
const settling = 500 * time.Millisecond

var finished = []string{"Succeeded", "Failed", "Error"}

func (r *run) play(k *kubelet) result {
	if r.Namespace == "" {
		r.Namespace = "run-" + r.Name
	}
	if r.Timeout == 0 {
		r.Timeout = 120
	}
	begin := time.Now()
	if err := r.submit(k); err != nil {
		return result{Name: r.Name, Phase: "Refused", Message: err.Error()}
	}
	if r.Creations != nil {
		refused, all := r.created(k)
		return result{Name: r.Name, Seconds: time.Since(begin).Seconds(), Refused: refused, Started: all}
	}
	for name := r.Name; ; {
		if r.Scheduled {
			name = k.started(r.Namespace)
		}
		if name == "" && time.Since(begin).Seconds() < r.Timeout {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		workflow, err := k.store.get(workflows, r.Namespace, name)
		if err != nil {
			return result{Name: r.Name, Phase: "Gone", Message: err.Error()}
		}
		phase := text(workflow, "status", "phase")
		over := time.Since(begin).Seconds() > r.Timeout
		if slices.Contains(finished, phase) && text(workflow, "metadata", "labels", "workflows.argoproj.io/completed") == "true" || over {
			if over {
				phase = "TimedOut in " + phase
			}
			return r.result(k, workflow, phase, time.Since(begin).Seconds())
		}
		r.answer(k, workflow)
		time.Sleep(50 * time.Millisecond)
	}
}

// The name of the first workflow in a namespace; empty while there is none.
func (k *kubelet) started(namespace string) string {
	all, _ := k.store.all(workflows, func(o object) bool { return text(o, "metadata", "namespace") == namespace })
	if len(all) == 0 {
		return ""
	}
	slices.SortFunc(all, func(a, b object) int {
		return strings.Compare(text(a, "metadata", "name"), text(b, "metadata", "name"))
	})
	return text(all[0], "metadata", "name")
}

func (r *run) submit(k *kubelet) error {
	for key, path := range r.Objects {
		target := filepath.Join(k.objects.folder, key)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := copied(path, target); err != nil {
			return err
		}
	}
	source, err := os.ReadFile(r.File)
	if err != nil {
		return err
	}
	var workflow object
	for _, document := range bytes.Split(append([]byte("\n"), source...), []byte("\n---")) {
		var o object
		if err := yaml.Unmarshal(document, &o); err != nil {
			return fmt.Errorf("%s: %w", r.File, err)
		}
		if o == nil {
			continue
		}
		plural := strings.ToLower(text(o, "kind")) + "s"
		group, version, grouped := strings.Cut(text(o, "apiVersion"), "/")
		if !grouped {
			group, version = "", group
		}
		if plural == "workflows" {
			workflow = o
			continue
		}
		kind := resource{group, version, plural}
		if err := admit(kind, r.Namespace, o); err != nil {
			return err
		}
		var refused *refusal
		_, err := k.store.create(kind, r.Namespace, o)
		if err != nil && !(errors.As(err, &refused) && refused.reason == "AlreadyExists" && r.After != "") {
			return err
		}
		// What is a part of another template is not what a person starts.
		part := text(o, "metadata", "annotations", "mlc/part-of") != ""
		if plural == "workflowtemplates" && workflow == nil && !part {
			workflow = object{"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "spec": object{
				"workflowTemplateRef": object{"name": text(o, "metadata", "name")},
			}}
		}
	}
	if r.Scheduled || r.Creations != nil {
		return nil
	}
	if workflow == nil {
		return fmt.Errorf("%s: no WorkflowTemplate and no Workflow", r.File)
	}
	time.Sleep(settling)
	child(workflow, "metadata")["name"] = r.Name
	if r.Entrypoint != "" {
		child(workflow, "spec")["entrypoint"] = r.Entrypoint
	}
	if r.Shared != "" {
		if err := shared(r.Shared); err != nil {
			return err
		}
		k.share(r.Namespace, r.Shared)
	}
	k.assign(r.Namespace, r.Parts)
	var arguments []any
	for name, value := range r.Arguments {
		arguments = append(arguments, object{"name": name, "value": value})
	}
	if arguments != nil {
		child(workflow, "spec", "arguments")["parameters"] = arguments
	}
	if err := admit(workflows, r.Namespace, workflow); err != nil {
		return err
	}
	_, err = k.store.create(workflows, r.Namespace, workflow)
	return err
}

// What `argo node set` and `argo resume` do to suspended nodes that the plan has answers for, and `argo stop` or
// `argo terminate` to the workflow.
func (r *run) answer(k *kubelet, workflow object) {
	nodes, _ := at(workflow, "status", "nodes").(object)
	changed := false
	for _, each := range nodes {
		n, is := each.(object)
		if !is {
			continue
		}
		if r.Shutdown != "" && text(n, "type") == "Pod" && text(n, "phase") == "Running" && text(workflow, "spec", "shutdown") == "" {
			child(workflow, "spec")["shutdown"] = r.Shutdown
			changed = true
		}
		values, answered := r.Answers[text(n, "templateName")]
		if !answered {
			values, answered = r.Answers[text(n, "displayName")]
		}
		if !answered && n["outputs"] != nil {
			values, answered = r.Answers["*"]
		}
		if !answered || text(n, "type") != "Suspend" || text(n, "phase") != "Running" {
			continue
		}
		for _, parameter := range list(n, "outputs", "parameters") {
			value, supplied := values[text(parameter, "name")]
			if fallback, has := at(parameter, "valueFrom", "default").(string); !supplied && has {
				value, supplied = fallback, true
			}
			if supplied {
				parameter["value"] = value
				delete(parameter, "valueFrom")
			}
		}
		n["phase"], n["finishedAt"] = "Succeeded", now()
		changed = true
	}
	if changed {
		_, _ = k.store.update(workflows, r.Namespace, r.Name, func(object) (object, error) { return workflow, nil }) // a conflict: tried again
	}
}

func (r *run) result(k *kubelet, workflow object, phase string, seconds float64) result {
	found := result{Name: r.Name, Phase: phase, Message: text(workflow, "status", "message"), Seconds: seconds}
	nodes, _ := at(workflow, "status", "nodes").(object)
	k.mu.Lock()
	defer k.mu.Unlock()
	for id, each := range nodes {
		n, is := each.(object)
		if !is {
			continue
		}
		found.Nodes = append(found.Nodes, node{
			r.Name + strings.TrimPrefix(text(n, "name"), text(workflow, "metadata", "name")), text(n, "displayName"), text(n, "type"), text(n, "templateName"), text(n, "phase"), text(n, "message"),
			n["inputs"], n["outputs"], k.printed[place(r.Namespace, id)],
			text(n, "startedAt"), text(n, "finishedAt"),
		})
	}
	slices.SortFunc(found.Nodes, func(a, b node) int { return strings.Compare(a.Name, b.Name) })
	return found
}
