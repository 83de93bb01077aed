// The kubelet's part: each pod's main container runs once, as a process of this machine, and the pod's status tells it.
//
// In: pods as the controller makes them, with config maps, secrets and the object store. Out: pod phases and container
// states, a WorkflowTaskResult for each pod, what its container printed. Played are volumes of kinds emptyDir, configMap,
// secret and persistentVolumeClaim; sidecars, probes and images are not.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

var (
	pods        = resource{"", "v1", "pods"}
	configMaps  = resource{"", "v1", "configmaps"}
	secrets     = resource{"", "v1", "secrets"}
	taskResults = resource{"argoproj.io", "v1alpha1", "workflowtaskresults"}
)

type kubelet struct {
	store   *store
	objects objects
	folder  string // a folder of its own for each pod
	python  string
	pass    []string      // variables of this process that containers get too
	slots   chan struct{} // how many containers run at once

	mu      sync.Mutex
	running map[string]*exec.Cmd // by namespace/name
	ended   map[string]bool      // pods that were told to end
	printed map[string]string    // what a node's container printed, by namespace/node
	shares  map[string]string    // a folder that all containers see, by namespace
}

// Runs pods as they appear, for ever.
func (k *kubelet) serve() {
	k.store.watch(0, func() bool { return false }, func(change event) bool {
		if change.resource != pods {
			return true
		}
		if change.before == nil {
			go k.run(copyOf(change.after))
		} else if change.after == nil {
			k.kill(text(change.before, "metadata", "namespace"), text(change.before, "metadata", "name"))
		}
		return true
	})
}

// Ends a pod's container, or keeps it from being started.
func (k *kubelet) kill(namespace, name string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.ended[place(namespace, name)] = true
	if command := k.running[place(namespace, name)]; command != nil {
		_ = command.Process.Kill() // it may have ended by itself
	}
}

// Lets all containers of a namespace see a folder of this machine.
func (k *kubelet) share(namespace, folder string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.shares[namespace] = folder
}

// How a pod went: the phase, and each container's exit code and message.
type ending struct {
	exit            int
	reason, message string // of the main container
	wait            string // what the executor's side could not do, or ""
	init            string // what kept the main container from being started, or ""
}

func (k *kubelet) run(pod object) {
	namespace, name := text(pod, "metadata", "namespace"), text(pod, "metadata", "name")
	k.slots <- struct{}{}
	defer func() { <-k.slots }()
	template, err := k.template(pod)
	if err != nil {
		k.finish(pod, ending{init: err.Error()})
		return
	}
	end, outputs := k.execute(pod, template)
	if end.init == "" {
		k.report(pod, outputs, "true")
	}
	k.mu.Lock()
	delete(k.running, place(namespace, name))
	k.mu.Unlock()
	k.finish(pod, end)
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// Sets the pod's phase, and the state that `state` gives each of its containers.
func (k *kubelet) status(pod object, phase string, state func(object) object) {
	_, err := k.store.update(pods, text(pod, "metadata", "namespace"), text(pod, "metadata", "name"), func(o object) (object, error) {
		status := child(o, "status")
		status["phase"] = phase
		if status["startTime"] == nil {
			status["startTime"] = now()
		}
		status["conditions"] = []any{object{"type": "PodScheduled", "status": "True"}}
		for field, containers := range map[string]string{"containerStatuses": "containers", "initContainerStatuses": "initContainers"} {
			var all []any
			for _, c := range list(o, "spec", containers) {
				s := state(c)
				if field == "initContainerStatuses" && phase == "Running" {
					s = terminated(0, "")
				}
				if s == nil {
					s = object{"waiting": object{"reason": "PodInitializing"}}
				}
				all = append(all, object{"name": c["name"], "image": c["image"], "state": s, "ready": phase == "Running", "restartCount": 0})
			}
			status[field] = all
		}
		return o, nil
	})
	var refused *refusal
	if err != nil && !(errors.As(err, &refused) && refused.code == 404) {
		fmt.Fprintln(os.Stderr, "pod status:", err)
	}
}

func terminated(exit int, message string) object {
	reason := "Completed"
	if exit != 0 {
		reason = "Error"
	}
	return object{"terminated": object{"exitCode": exit, "reason": reason, "message": message, "startedAt": now(), "finishedAt": now()}}
}

func (k *kubelet) finish(pod object, end ending) {
	phase := "Succeeded"
	if end.exit != 0 || end.wait != "" || end.init != "" {
		phase = "Failed"
	}
	k.status(pod, phase, func(c object) object {
		switch {
		case end.init != "":
			if c["name"] == "init" {
				return terminated(1, end.init)
			}
			return nil
		case c["name"] == "main":
			return terminated(end.exit, end.message)
		case c["name"] == "wait" && end.wait != "":
			return terminated(1, end.wait)
		}
		return terminated(0, "")
	})
	if end.reason != "" {
		_, _ = k.store.update(pods, text(pod, "metadata", "namespace"), text(pod, "metadata", "name"), func(o object) (object, error) {
			child(o, "status")["reason"] = end.reason
			child(o, "status")["message"] = end.message
			return o, nil
		})
	}
}

// Writes the node's outputs where the controller looks for them.
func (k *kubelet) report(pod, outputs object, complete string) {
	namespace, node := text(pod, "metadata", "namespace"), text(pod, "metadata", "annotations", "workflows.argoproj.io/node-id")
	const label = "workflows.argoproj.io/report-outputs-completed"
	result := object{
		"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTaskResult",
		"metadata": object{"name": node, "ownerReferences": at(pod, "metadata", "ownerReferences"), "labels": object{
			"workflows.argoproj.io/workflow": text(pod, "metadata", "labels", "workflows.argoproj.io/workflow"), label: complete,
		}},
	}
	if len(outputs) > 0 {
		result["outputs"] = outputs
	}
	_, err := k.store.create(taskResults, namespace, result)
	if err != nil {
		_, err = k.store.update(taskResults, namespace, node, func(o object) (object, error) {
			child(o, "metadata", "labels")[label] = complete
			if len(outputs) > 0 {
				o["outputs"] = outputs
			}
			return o, nil
		})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "task result:", err)
	}
}

// The template that the controller gave the pod, in a variable or, where that is too long, in a config map.
func (k *kubelet) template(pod object) (object, error) {
	for _, c := range slices.Concat(list(pod, "spec", "initContainers"), list(pod, "spec", "containers")) {
		for _, variable := range list(c, "env") {
			if text(variable, "name") != "ARGO_TEMPLATE" {
				continue
			}
			source := text(variable, "value")
			if source == "offloaded" {
				var err error
				if source, err = k.offloaded(pod, "ARGO_TEMPLATE"); err != nil {
					return nil, err
				}
			}
			var template object
			return template, json.Unmarshal([]byte(source), &template)
		}
	}
	return nil, errors.New("the pod has no ARGO_TEMPLATE")
}

// A value that was too long for the pod.
func (k *kubelet) offloaded(pod object, key string) (string, error) {
	for _, volume := range list(pod, "spec", "volumes") {
		held, err := k.store.get(configMaps, text(pod, "metadata", "namespace"), text(volume, "configMap", "name"))
		if value, is := at(held, "data", key).(string); err == nil && is {
			return value, nil
		}
	}
	return "", fmt.Errorf("no config map of the pod holds %s", key)
}

// Runs the main container between the executor's two parts.
func (k *kubelet) execute(pod, template object) (ending, object) {
	namespace, name := text(pod, "metadata", "namespace"), text(pod, "metadata", "name")
	folder := filepath.Join(k.folder, namespace, name)
	var main object
	for _, c := range list(pod, "spec", "containers") {
		switch text(c, "name") {
		case "main":
			main = c
		case "wait":
		default:
			return ending{init: fmt.Sprintf("sidecar %s is not played", c["name"])}, nil
		}
	}
	c, err := k.describe(pod, template, main, folder)
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	root := func(path string) string { return within(c, path) }
	for _, artifact := range list(template, "inputs", "artifacts") {
		target := text(artifact, "path")
		if target == "" {
			continue
		}
		held := root(target)
		own := held == filepath.Join(c.Root, target)
		if own {
			held = filepath.Join(folder, "inputs", text(artifact, "name"))
		}
		present, err := k.objects.load(artifact, template, held)
		if err != nil {
			return ending{init: err.Error()}, nil
		}
		if present && own {
			c.Mounts = append(c.Mounts, mount{Source: held, Target: target})
		}
	}
	k.report(pod, object{}, "false")
	k.status(pod, "Running", func(object) object { return object{"running": object{"startedAt": now()}} })
	description, err := json.Marshal(c)
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	var printed, errors bytes.Buffer
	command := exec.Command("/proc/self/exe", "sandbox")
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(description), &printed, &errors
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID}
	k.mu.Lock()
	if k.ended[place(namespace, name)] {
		k.mu.Unlock()
		return ending{exit: 143, message: "terminated"}, nil
	}
	err = command.Start()
	k.running[place(namespace, name)] = command
	k.mu.Unlock()
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	late := false
	if seconds, is := at(pod, "spec", "activeDeadlineSeconds").(float64); is {
		timer := time.AfterFunc(time.Duration(seconds*float64(time.Second)), func() {
			late = true
			k.kill(namespace, name)
		})
		defer timer.Stop()
	}
	err = command.Wait()
	end := ending{exit: command.ProcessState.ExitCode()}
	if late {
		end.reason, end.message = "DeadlineExceeded", "Pod was active on the node longer than the specified deadline"
	}
	if end.exit < 0 {
		end.exit = 137
	}
	k.mu.Lock()
	k.printed[place(namespace, text(pod, "metadata", "annotations", "workflows.argoproj.io/node-id"))] = printed.String() + errors.String()
	k.mu.Unlock()
	wanted := strings.Contains(mustText(pod), `"ARGO_INCLUDE_SCRIPT_OUTPUT","value":"true"`)
	outputs, err := k.objects.outputs(template, root, printed.Bytes(), wanted)
	if err != nil {
		end.wait = err.Error()
	}
	return end, outputs
}

func mustText(o object) string {
	raw, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// Where a path inside the container lies outside of it: in a mounted folder, or in the container's own files.
func within(c *container, path string) string {
	found := filepath.Join(c.Root, path)
	longest := 0
	for _, m := range c.Mounts {
		if rest, inside := strings.CutPrefix(path, m.Target); inside && len(m.Target) > longest && (rest == "" || rest[0] == '/') {
			found, longest = filepath.Join(m.Source, rest), len(m.Target)
		}
	}
	return found
}

// The container as the kubelet would start it, with its volumes made.
func (k *kubelet) describe(pod, template, main object, folder string) (*container, error) {
	c := &container{Root: filepath.Join(folder, "root"), Python: k.python, WorkingDir: text(main, "workingDir")}
	if err := os.MkdirAll(c.Root, 0o755); err != nil {
		return nil, err
	}
	inputs := map[string]bool{}
	for _, artifact := range list(template, "inputs", "artifacts") {
		inputs[text(artifact, "path")] = true
	}
	for _, m := range list(main, "volumeMounts") {
		target := text(m, "mountPath")
		if strings.HasPrefix(target, "/var/run/argo") || text(m, "name") == "input-artifacts" && inputs[target] {
			continue // argoexec's own
		}
		source, err := k.volume(pod, text(m, "name"), folder)
		if err != nil {
			return nil, err
		}
		c.Mounts = append(c.Mounts, mount{filepath.Join(source, text(m, "subPath")), target, m["readOnly"] == true})
	}
	k.mu.Lock()
	if folder := k.shares[text(pod, "metadata", "namespace")]; folder != "" {
		c.Mounts = append(c.Mounts, mount{Source: folder, Target: folder})
	}
	k.mu.Unlock()
	env, err := k.environment(pod, main)
	if err != nil {
		return nil, err
	}
	path := "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	if k.python != "" {
		path = filepath.Join(k.python, "bin") + ":" + path
	}
	c.Env = []string{"PATH=" + path, "HOSTNAME=" + text(pod, "metadata", "name")}
	for _, name := range k.pass {
		if value, is := os.LookupEnv(name); is {
			c.Env = append(c.Env, name+"="+value)
		}
	}
	known := map[string]string{}
	for _, pair := range env {
		c.Env = append(c.Env, pair[0]+"="+pair[1])
		known[pair[0]] = pair[1]
	}
	for _, field := range []string{"command", "args"} {
		parts, _ := main[field].([]any)
		for _, part := range parts {
			c.Command = append(c.Command, expanded(fmt.Sprint(part), known))
		}
	}
	if start := slices.Index(c.Command, "--"); start >= 0 && strings.HasSuffix(c.Command[0], "argoexec") {
		c.Command = c.Command[start+1:]
	}
	if known["ARGO_CONTAINER_ARGS_FILE"] != "" {
		source, err := k.offloaded(pod, "ARGO_CONTAINER_ARGS_FILE")
		if err != nil {
			return nil, err
		}
		var more []string
		if err := json.Unmarshal([]byte(source), &more); err != nil {
			return nil, err
		}
		c.Command = append(c.Command, more...)
	}
	if len(c.Command) == 0 {
		return nil, errors.New("the container has no command, and images are not played")
	}
	return c, k.secure(pod, main, c)
}

// Takes over the security context, the container's before the pod's.
func (k *kubelet) secure(pod, main object, c *container) error {
	field := func(name string) any {
		if value := at(main, "securityContext", name); value != nil {
			return value
		}
		return at(pod, "spec", "securityContext", name)
	}
	user, _ := field("runAsUser").(float64)
	c.User = int(user)
	if field("runAsNonRoot") == true && c.User == 0 {
		return errors.New("container has runAsNonRoot and image will run as root")
	}
	c.NoEscalated = field("allowPrivilegeEscalation") == false
	dropped, _ := at(main, "securityContext", "capabilities", "drop").([]any)
	c.DropAll = slices.Contains(dropped, any("ALL"))
	return nil
}

// The container's variables in order, references to others filled in.
func (k *kubelet) environment(pod, main object) ([][2]string, error) {
	namespace := text(pod, "metadata", "namespace")
	var pairs [][2]string
	known := map[string]string{}
	add := func(name, value string) {
		pairs = append(pairs, [2]string{name, value})
		known[name] = value
	}
	for _, source := range list(main, "envFrom") {
		for field, kind := range map[string]resource{"configMapRef": configMaps, "secretRef": secrets} {
			reference, is := source[field].(object)
			if !is {
				continue
			}
			data, err := k.data(kind, namespace, text(reference, "name"))
			if err != nil && reference["optional"] != true {
				return nil, err
			}
			for key, value := range data {
				add(text(source, "prefix")+key, value)
			}
		}
	}
	for _, variable := range list(main, "env") {
		name := text(variable, "name")
		if value, is := variable["value"].(string); is || variable["valueFrom"] == nil {
			add(name, expanded(value, known))
			continue
		}
		if path := text(variable, "valueFrom", "fieldRef", "fieldPath"); path != "" {
			add(name, text(pod, strings.Split(path, ".")...))
			continue
		}
		for field, kind := range map[string]resource{"configMapKeyRef": configMaps, "secretKeyRef": secrets} {
			reference, is := at(variable, "valueFrom", field).(object)
			if !is {
				continue
			}
			data, err := k.data(kind, namespace, text(reference, "name"))
			value, there := data[text(reference, "key")]
			if there {
				add(name, value)
			} else if reference["optional"] != true {
				return nil, fmt.Errorf("%s: no key %q in %q (%v)", name, reference["key"], reference["name"], err)
			}
		}
	}
	return pairs, nil
}

// A config map's or a secret's data, as text.
func (k *kubelet) data(kind resource, namespace, name string) (map[string]string, error) {
	o, err := k.store.get(kind, namespace, name)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	fields, _ := o["data"].(object)
	for key, value := range fields {
		raw := []byte(fmt.Sprint(value))
		if kind == secrets {
			if err := json.Unmarshal([]byte(`"`+fmt.Sprint(value)+`"`), &raw); err != nil {
				return nil, err
			}
		}
		found[key] = string(raw)
	}
	plain, _ := o["stringData"].(object)
	for key, value := range plain {
		found[key] = fmt.Sprint(value)
	}
	return found, nil
}

// The folder of a pod's volume, made when it is first asked for.
func (k *kubelet) volume(pod object, name, folder string) (string, error) {
	namespace := text(pod, "metadata", "namespace")
	target := filepath.Join(folder, "volumes", name)
	for _, volume := range list(pod, "spec", "volumes") {
		if text(volume, "name") != name {
			continue
		}
		switch {
		case volume["emptyDir"] != nil:
			return target, shared(target)
		case volume["persistentVolumeClaim"] != nil:
			target = filepath.Join(k.folder, namespace, "claims", text(volume, "persistentVolumeClaim", "claimName"))
			return target, shared(target)
		}
		for field, kind := range map[string]resource{"configMap": configMaps, "secret": secrets} {
			reference, is := volume[field].(object)
			if !is {
				continue
			}
			held := text(reference, "name") + text(reference, "secretName")
			data, err := k.data(kind, namespace, held)
			if err != nil && reference["optional"] != true {
				return "", err
			}
			files := map[string]string{}
			for _, item := range list(reference, "items") {
				files[text(item, "path")] = text(item, "key")
			}
			if len(files) == 0 {
				for key := range data {
					files[key] = key
				}
			}
			for path, key := range files {
				file := filepath.Join(target, path)
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					return "", err
				}
				if err := os.WriteFile(file, []byte(data[key]), 0o644); err != nil {
					return "", err
				}
			}
			return target, os.MkdirAll(target, 0o755)
		}
		return "", fmt.Errorf("volume %s is of a kind that is not played", name)
	}
	return "", fmt.Errorf("the pod has no volume %s", name)
}

// A folder that every user may write.
func shared(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	return os.Chmod(folder, 0o777)
}

// The kubelet's own expansion: $(NAME) of a known variable, $$ for one $.
func expanded(value string, known map[string]string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(value, "$")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		value = rest
		switch {
		case strings.HasPrefix(rest, "$"):
			out.WriteByte('$')
			value = rest[1:]
		case strings.HasPrefix(rest, "("):
			name, after, closed := strings.Cut(rest[1:], ")")
			if !closed {
				out.WriteByte('$')
				continue
			}
			if filled, is := known[name]; is {
				out.WriteString(filled)
			} else {
				out.WriteString("$(" + name + ")")
			}
			value = after
		default:
			out.WriteByte('$')
		}
	}
}
