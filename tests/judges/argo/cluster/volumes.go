// What pods mount: config maps and secrets as folders of files, empty folders, claims that pods of a run share.
//
// In: a pod and the name of one of its volumes. Out: a folder of this machine.

package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
)

// A config map's or a secret's data, as text.
func (k *kubelet) data(kind resource, namespace, name string) (map[string]string, error) {
	o, err := k.store.get(kind, namespace, name)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	fields, _ := o["data"].(object)
	for key, value := range fields {
		found[key] = fmt.Sprint(value)
		if kind == secrets {
			plain, err := base64.StdEncoding.DecodeString(found[key])
			if err != nil {
				return nil, err
			}
			found[key] = string(plain)
		}
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
			if reference, is := volume[field].(object); is {
				return target, k.project(kind, namespace, reference, target)
			}
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

// Writes the keys that a volume takes from a config map or a secret as files.
func (k *kubelet) project(kind resource, namespace string, reference object, target string) error {
	data, err := k.data(kind, namespace, text(reference, "name")+text(reference, "secretName"))
	if err != nil && reference["optional"] != true {
		return err
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
			return err
		}
		if err := os.WriteFile(file, []byte(data[key]), 0o644); err != nil {
			return err
		}
	}
	return os.MkdirAll(target, 0o755)
}
