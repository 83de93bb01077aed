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
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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
	slots   chan struct{} // how many containers run at once

	mu      sync.Mutex
	running map[string]*exec.Cmd       // by namespace/name
	ended   map[string]bool            // pods that were told to end
	printed map[string]string          // what a node's container printed, by namespace/node
	shares  map[string]string          // a folder that all containers see, by namespace
	parts   map[string]map[string]part // by namespace
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

func (k *kubelet) run(pod object) {
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
	k.finish(pod, end)
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
	if template["resource"] != nil {
		return k.manifest(pod, template), object{}
	}
	folder := filepath.Join(k.folder, text(pod, "metadata", "namespace"), text(pod, "metadata", "name"))
	main, err := only(pod)
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	c, err := k.describe(pod, template, main, folder)
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	if err := k.inputs(c, template, folder); err != nil {
		return ending{init: err.Error()}, nil
	}
	k.report(pod, object{}, "false")
	k.status(pod, "Running", func(object) object { return object{"running": object{"startedAt": now()}} })
	end, printed := k.contained(pod, template, c)
	if end.init != "" {
		return end, nil
	}
	wanted := strings.Contains(encoded(pod), `"ARGO_INCLUDE_SCRIPT_OUTPUT","value":"true"`)
	outputs, err := k.objects.outputs(template, func(path string) string { return within(c, path) }, printed, wanted)
	if err != nil {
		end.wait = err.Error()
	}
	return end, outputs
}

// The pod's main container, where none stands beside it but argoexec's.
func only(pod object) (main object, err error) {
	for _, c := range list(pod, "spec", "containers") {
		switch text(c, "name") {
		case "main":
			main = c
		case "wait":
		default:
			return nil, fmt.Errorf("sidecar %s is not played", c["name"])
		}
	}
	return main, nil
}

// Brings the input artifacts: into a volume where one is mounted there, else to be mounted themselves.
func (k *kubelet) inputs(c *container, template object, folder string) error {
	for _, artifact := range list(template, "inputs", "artifacts") {
		target := text(artifact, "path")
		held := within(c, target)
		own := held == filepath.Join(c.Root, target)
		if own {
			held = filepath.Join(folder, "inputs", text(artifact, "name"))
		}
		present, err := k.objects.load(artifact, template, held)
		if err != nil {
			return err
		}
		if present && own {
			c.Mounts = append(c.Mounts, mount{Source: held, Target: target})
		}
	}
	return nil
}

// Starts a container and waits for its end. Returns that, and its standard output.
func (k *kubelet) contain(pod object, c *container) (ending, []byte) {
	namespace, name := text(pod, "metadata", "namespace"), text(pod, "metadata", "name")
	description, err := json.Marshal(c)
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	var printed, errors bytes.Buffer
	command := exec.Command("/proc/self/exe", "sandbox")
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(description), &printed, &errors
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID}
	k.mu.Lock()
	ended := k.ended[place(namespace, name)]
	if !ended {
		err = command.Start()
		k.running[place(namespace, name)] = command
	}
	k.mu.Unlock()
	if ended {
		return ending{exit: 143, message: "terminated"}, nil
	}
	if err != nil {
		return ending{init: err.Error()}, nil
	}
	var late atomic.Bool
	if seconds, is := at(pod, "spec", "activeDeadlineSeconds").(float64); is {
		timer := time.AfterFunc(time.Duration(seconds*float64(time.Second)), func() {
			late.Store(true)
			k.kill(namespace, name)
		})
		defer timer.Stop()
	}
	_ = command.Wait() // the state says it
	end := ending{exit: command.ProcessState.ExitCode()}
	if late.Load() {
		end.reason, end.message = "DeadlineExceeded", "Pod was active on the node longer than the specified deadline"
	}
	if end.exit < 0 {
		end.exit = 137
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.running, place(namespace, name))
	k.printed[place(namespace, text(pod, "metadata", "annotations", "workflows.argoproj.io/node-id"))] = printed.String() + errors.String()
	return end, printed.Bytes()
}

// An object as JSON text.
func encoded(o object) string {
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
