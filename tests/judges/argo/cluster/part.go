// Containers that are not run: a plan says what they would have done.

package main

import (
	"os"
	"path/filepath"
	"strings"
)

// What a container does: a task without one ends well and writes nothing.
type part struct {
	Outputs map[string]string // the values of output parameters
	Fails   bool
}

// Has no container of the namespace run, if there are parts for them.
func (k *kubelet) assign(namespace string, parts map[string]part) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.parts[namespace] = parts
}

// Runs the container, or does its part.
func (k *kubelet) contained(pod, template object, c *container) (ending, []byte) {
	k.mu.Lock()
	parts := k.parts[text(pod, "metadata", "namespace")]
	k.mu.Unlock()
	if parts == nil {
		return k.contain(pod, c)
	}
	name := text(pod, "metadata", "annotations", "workflows.argoproj.io/node-name")
	task, _, _ := strings.Cut(name[strings.LastIndex(name, ".")+1:], "(") // a retried one's has its number behind it
	if err := parts[task].write(template, c); err != nil {
		return ending{init: err.Error()}, nil
	}
	if parts[task].Fails {
		return ending{exit: 1}, nil
	}
	return ending{}, nil
}

func (p part) write(template object, c *container) error {
	for _, parameter := range list(template, "outputs", "parameters") {
		value, given := p.Outputs[text(parameter, "name")]
		path := text(parameter, "valueFrom", "path")
		if !given || path == "" {
			continue
		}
		file := within(c, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(value), 0o644); err != nil {
			return err
		}
	}
	return nil
}
