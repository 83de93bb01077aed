package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/structpb"
	"gopkg.in/yaml.v3"
)

// ir is one IR file: its pipeline, and the Kubernetes part of its platform document if it has one.
type ir struct {
	name       string
	job        *pipelinespec.PipelineJob
	spec       *pipelinespec.PipelineSpec
	kubernetes *pipelinespec.SinglePlatformSpec
}

// files lists the YAML files that the paths name, folders read one level deep, in a stable order.
func files(paths []string) ([]string, error) {
	var found []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			found = append(found, path)
			continue
		}
		inside, err := filepath.Glob(filepath.Join(path, "*.yaml"))
		if err != nil {
			return nil, err
		}
		slices.Sort(inside)
		found = append(found, inside...)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no IR under %s", strings.Join(paths, ", "))
	}
	return found, nil
}

// load reads one IR file, strictly: a field that the descriptors don't have is an error.
func load(path string) (*ir, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	loaded := &ir{name: strings.TrimSuffix(filepath.Base(path), ".yaml")}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document any
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		asJSON, err := json.Marshal(document)
		if err != nil {
			return nil, err
		}
		if err := loaded.add(document, asJSON); err != nil {
			return nil, err
		}
	}
	if loaded.spec == nil {
		return nil, errors.New("no pipeline document")
	}
	return loaded, nil
}

// add takes in one of the file's documents.
func (loaded *ir) add(document any, asJSON []byte) error {
	fields, _ := document.(map[string]any)
	if _, isPlatform := fields["platforms"]; isPlatform {
		platform := &pipelinespec.PlatformSpec{}
		if err := protojson.Unmarshal(asJSON, platform); err != nil {
			return err
		}
		loaded.kubernetes = platform.GetPlatforms()["kubernetes"]
		return nil
	}
	raw := &structpb.Struct{}
	if err := protojson.Unmarshal(asJSON, raw); err != nil {
		return err
	}
	loaded.job = &pipelinespec.PipelineJob{PipelineSpec: raw}
	loaded.spec = &pipelinespec.PipelineSpec{}
	return protojson.Unmarshal(asJSON, loaded.spec)
}
