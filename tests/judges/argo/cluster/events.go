// What events start: workflows that a sensor creates, and what a pod of theirs creates in turn.
//
// In: the objects of a plan's entry, and how long to wait before each. Out: which were refused; the workflows that were
// there, with their arguments and their ends.

package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sigs.k8s.io/yaml"
)

type creation struct {
	Wait   float64 // seconds before it
	Object object
}

type started struct {
	Name, Template, Phase, Message string
	Arguments                      map[string]string
}

// Creates each workflow in turn. Returns "" for each that was taken, else why it was refused, and what ran.
func (r *run) created(k *kubelet) ([]string, []started) {
	var refused []string
	seen := map[string]started{}
	watch := func(until time.Time) {
		for {
			all, _ := k.store.all(workflows, func(o object) bool { return text(o, "metadata", "namespace") == r.Namespace })
			for uid, found := range seen {
				if !slices.Contains(finished, found.Phase) {
					found.Phase = "Gone" // unless it is there still
					seen[uid] = found
				}
			}
			for _, o := range all {
				seen[text(o, "metadata", "uid")] = described(o)
			}
			if !time.Now().Before(until) {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	time.Sleep(settling)
	for _, each := range r.Creations {
		watch(time.Now().Add(time.Duration(each.Wait * float64(time.Second))))
		refused = append(refused, k.add(workflows, r.Namespace, each.Object))
	}
	end := time.Now().Add(time.Duration(r.Timeout * float64(time.Second)))
	for open := true; open && time.Now().Before(end); {
		watch(time.Now().Add(2 * settling))
		open = false
		for _, found := range seen {
			open = open || found.Phase != "Gone" && !slices.Contains(finished, found.Phase)
		}
	}
	var all []started
	for _, found := range seen {
		all = append(all, found)
	}
	slices.SortFunc(all, func(a, b started) int { return strings.Compare(a.Name, b.Name) })
	return refused, all
}

func described(workflow object) started {
	found := started{
		Name: text(workflow, "metadata", "name"), Template: text(workflow, "spec", "workflowTemplateRef", "name"),
		Phase: text(workflow, "status", "phase"), Message: text(workflow, "status", "message"), Arguments: map[string]string{},
	}
	for _, parameter := range list(workflow, "spec", "arguments", "parameters") {
		found.Arguments[text(parameter, "name")] = text(parameter, "value")
	}
	return found
}

// Creates an object as an API server would. Returns "", or why it was refused.
func (k *kubelet) add(kind resource, namespace string, o object) string {
	if text(o, "metadata", "name") == "" {
		child(o, "metadata")["name"] = text(o, "metadata", "generateName") + random(5)
	}
	err := admit(kind, namespace, o)
	if err == nil {
		_, err = k.store.create(kind, namespace, o)
	}
	var because *refusal
	switch {
	case errors.As(err, &because):
		return because.reason
	case err != nil:
		return err.Error()
	}
	return ""
}

// argoexec's part in a resource template that creates a workflow: it ends when the condition holds, where there is one,
// which is always that the workflow has ended.
func (k *kubelet) manifest(pod, template object) ending {
	var o object
	if err := yaml.Unmarshal([]byte(text(template, "resource", "manifest")), &o); err != nil {
		return ending{exit: 1, message: err.Error()}
	}
	if action := text(template, "resource", "action"); action != "create" || text(o, "kind") != "Workflow" {
		return ending{init: fmt.Sprintf("%s of %s is not played", action, text(o, "kind"))}
	}
	namespace := text(pod, "metadata", "namespace")
	k.status(pod, "Running", func(object) object { return object{"running": object{"startedAt": now()}} })
	if refused := k.add(workflows, namespace, o); refused != "" {
		return ending{exit: 64, message: refused}
	}
	for text(template, "resource", "successCondition") != "" {
		made, err := k.store.get(workflows, namespace, text(o, "metadata", "name"))
		if err != nil {
			return ending{exit: 64, message: err.Error()}
		}
		if slices.Contains(finished, text(made, "status", "phase")) {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ending{}
}
