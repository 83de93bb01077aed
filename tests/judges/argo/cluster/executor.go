// argoexec's part in a pod: input artifacts come in before the main container, outputs go out after it.
//
// In: the template as the controller handed it to the pod, the folder that is the container's root, the object store.
// Out: files where the template wants them; the node's outputs as a WorkflowTaskResult reports them.

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// A bucket store in a folder: one folder a bucket, keys as paths below it.
type objects struct{ folder string }

var errAbsent = errors.New("no such object")

func (o objects) at(bucket, key string) string { return filepath.Join(o.folder, bucket, key) }

// The bucket and the key of an artifact's location, the key "" where it has none that is played here. A key alone lies
// in the repository's bucket.
func location(artifact, template object) (bucket, key string) {
	bucket, key = text(artifact, "s3", "bucket"), text(artifact, "s3", "key")
	if bucket == "" {
		bucket = text(template, "archiveLocation", "s3", "bucket")
	}
	return bucket, key
}

// Puts an input artifact at `target`. Absent optional ones are left out, which `present` tells.
func (o objects) load(artifact, template object, target string) (present bool, err error) {
	name := text(artifact, "name")
	optional := artifact["optional"] == true
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return false, err
	}
	if raw, is := at(artifact, "raw", "data").(string); is {
		return true, os.WriteFile(target, []byte(raw), 0o644)
	}
	bucket, key := location(artifact, template)
	if key == "" {
		if optional {
			return false, nil
		}
		return false, fmt.Errorf("required artifact '%s' not supplied", name)
	}
	source := o.at(bucket, key)
	info, err := os.Stat(source)
	if err != nil {
		if optional && errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return false, fmt.Errorf("artifact %s failed to load: %w: s3://%s/%s", name, errAbsent, bucket, key)
	}
	if at(artifact, "archive", "none") == nil && !info.IsDir() {
		if unpacked, err := untar(source, target); unpacked || err != nil {
			return unpacked, err
		}
	}
	return true, copied(source, target)
}

// Unpacks what is a tar.gz, as argoexec does unless the artifact says that it is no archive: a single entry takes the
// artifact's place, several become a folder.
func untar(source, target string) (bool, error) {
	if exec.Command("tar", "-tzf", source).Run() != nil {
		return false, nil
	}
	folder := target + ".untar"
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return false, err
	}
	if output, err := exec.Command("tar", "-xzf", source, "-C", folder).CombinedOutput(); err != nil {
		return false, fmt.Errorf("tar: %s", output)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return false, err
	}
	if len(entries) != 1 {
		return true, os.Rename(folder, target)
	}
	if err := os.Rename(filepath.Join(folder, entries[0].Name()), target); err != nil {
		return false, err
	}
	return true, os.Remove(folder)
}

func copied(source, target string) error {
	if output, err := exec.Command("cp", "-RT", source, target).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %s", err, output)
	}
	return nil
}

// Puts an output artifact into the store. Returns it with its location, or nil where it is optional and not there.
func (o objects) save(artifact, template object, source string) (object, error) {
	artifact = copyOf(artifact)
	if _, err := os.Stat(source); err != nil {
		if artifact["optional"] == true && errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, fmt.Errorf("%s no such file or directory", text(artifact, "path"))
	}
	packed := at(artifact, "archive", "none") == nil
	if text(artifact, "s3", "key") == "" {
		name := text(artifact, "name") + ".tgz"
		if !packed {
			name = path.Base(text(artifact, "path"))
		}
		s3 := copyOf(child(template, "archiveLocation", "s3"))
		s3["key"] = path.Join(text(template, "archiveLocation", "s3", "key"), name)
		artifact["s3"] = s3
	}
	bucket, key := location(artifact, template)
	target := o.at(bucket, key)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, err
	}
	if !packed {
		return artifact, copied(source, target)
	}
	packing := exec.Command("tar", "-czf", target, "-C", filepath.Dir(source), filepath.Base(source))
	if output, err := packing.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("tar: %s", output)
	}
	return artifact, nil
}

// The outputs of a template whose container ended, as far as they can be had, and what could not.
func (o objects) outputs(template object, root func(string) string, printed []byte, wanted bool) (object, error) {
	result := object{}
	var failures []string
	if wanted {
		result["result"] = strings.TrimSuffix(string(printed[max(0, len(printed)-256*1024):]), "\n")
	}
	var parameters []any
	for _, parameter := range list(template, "outputs", "parameters") {
		parameter = copyOf(parameter)
		file := text(parameter, "valueFrom", "path")
		if file != "" {
			value, err := os.ReadFile(root(file))
			fallback, has := at(parameter, "valueFrom", "default").(string)
			switch {
			case err == nil:
				parameter["value"] = strings.TrimSuffix(string(value), "\n")
			case has:
				parameter["value"] = strings.TrimSuffix(fallback, "\n")
			default:
				failures = append(failures, fmt.Sprintf("open %s: no such file or directory", file))
			}
		}
		parameters = append(parameters, parameter)
	}
	if parameters != nil {
		result["parameters"] = parameters
	}
	var artifacts []any
	for _, artifact := range list(template, "outputs", "artifacts") {
		saved, err := o.save(artifact, template, root(text(artifact, "path")))
		if err != nil {
			failures = append(failures, err.Error())
		} else if saved != nil {
			artifacts = append(artifacts, saved)
		}
	}
	if artifacts != nil {
		result["artifacts"] = artifacts
	}
	if failures != nil {
		return result, errors.New(strings.Join(failures, "; "))
	}
	return result, nil
}
