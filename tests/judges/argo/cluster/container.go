// A pod's main container as the kubelet would start it: its command with references to variables filled in, its
// variables in order, its rights, and where its volumes lie.
//
// In: a pod with its template. Out: what the sandbox starts.

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The container as the kubelet would start it, with its volumes made.
func (k *kubelet) describe(pod, template, main object, folder string) (*container, error) {
	c := &container{Root: filepath.Join(folder, "root"), Python: k.python, WorkingDir: text(main, "workingDir")}
	if err := os.MkdirAll(c.Root, 0o755); err != nil {
		return nil, err
	}
	if err := k.mounts(pod, template, main, folder, c); err != nil {
		return nil, err
	}
	variables, err := k.environment(pod, main)
	if err != nil {
		return nil, err
	}
	path := "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	if k.python != "" {
		path = filepath.Join(k.python, "bin") + ":" + path
	}
	c.Env = []string{"PATH=" + path, "HOSTNAME=" + text(pod, "metadata", "name")}
	known := map[string]string{}
	for _, pair := range variables {
		c.Env = append(c.Env, pair[0]+"="+pair[1])
		known[pair[0]] = pair[1]
	}
	if err := k.command(pod, main, known, c); err != nil {
		return nil, err
	}
	return c, k.secure(pod, main, c)
}

// Where the container's volumes lie, and the folder that the run shares with this machine.
func (k *kubelet) mounts(pod, template, main object, folder string, c *container) error {
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
			return err
		}
		c.Mounts = append(c.Mounts, mount{filepath.Join(source, text(m, "subPath")), target, m["readOnly"] == true})
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if folder := k.shares[text(pod, "metadata", "namespace")]; folder != "" {
		c.Mounts = append(c.Mounts, mount{Source: folder, Target: folder})
	}
	return nil
}

// The command behind the emissary, references filled in, with the arguments that were too long for the pod.
func (k *kubelet) command(pod, main object, known map[string]string, c *container) error {
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
			return err
		}
		var more []string
		if err := json.Unmarshal([]byte(source), &more); err != nil {
			return err
		}
		c.Command = append(c.Command, more...)
	}
	if len(c.Command) == 0 {
		return errors.New("the container has no command, and images are not played")
	}
	return nil
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
			data, err := k.data(kind, text(pod, "metadata", "namespace"), text(reference, "name"))
			if err != nil && reference["optional"] != true {
				return nil, err
			}
			for key, value := range data {
				add(text(source, "prefix")+key, value)
			}
		}
	}
	for _, variable := range list(main, "env") {
		value, is, err := k.variable(pod, variable, known)
		if err != nil {
			return nil, err
		}
		if is {
			add(text(variable, "name"), value)
		}
	}
	return pairs, nil
}

// A variable's value, if it has one.
func (k *kubelet) variable(pod, variable object, known map[string]string) (value string, is bool, err error) {
	if value, is := variable["value"].(string); is || variable["valueFrom"] == nil {
		return expanded(value, known), true, nil
	}
	if path := text(variable, "valueFrom", "fieldRef", "fieldPath"); path != "" {
		return text(pod, strings.Split(path, ".")...), true, nil
	}
	for field, kind := range map[string]resource{"configMapKeyRef": configMaps, "secretKeyRef": secrets} {
		reference, is := at(variable, "valueFrom", field).(object)
		if !is {
			continue
		}
		data, err := k.data(kind, text(pod, "metadata", "namespace"), text(reference, "name"))
		value, there := data[text(reference, "key")]
		if !there && reference["optional"] != true {
			return "", false, fmt.Errorf("%s: no key %q in %q (%v)", variable["name"], reference["key"], reference["name"], err)
		}
		return value, there, nil
	}
	return "", false, fmt.Errorf("%s: its source is not played", variable["name"])
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
