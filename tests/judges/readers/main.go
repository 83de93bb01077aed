// What two Go YAML readers see in a file: `readers FILE…` prints, for each file, one line of JSON with the documents
// as gopkg.in/yaml.v3 reads them and as sigs.k8s.io/yaml does (the reader of Kubernetes and Argo).
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"gopkg.in/yaml.v3"
	k8s "sigs.k8s.io/yaml"
)

// seen are one file's documents by reader.
type seen struct {
	YAMLv3 []any             `json:"yaml.v3"`
	Sigs   []json.RawMessage `json:"sigs"`
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for _, path := range os.Args[1:] {
		found, err := read(path)
		if err == nil {
			err = encoder.Encode(found)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
			os.Exit(1)
		}
	}
}

func read(path string) (*seen, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	found := &seen{}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var document any
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("yaml.v3: %w", err)
		}
		found.YAMLv3 = append(found.YAMLv3, document)
	}
	// sigs.k8s.io/yaml reads one document at a time; a line of `---` is never inside a scalar, which is indented.
	for _, part := range bytes.Split(append([]byte("\n"), text...), []byte("\n---\n")) {
		asJSON, err := k8s.YAMLToJSON(part)
		if err != nil {
			return nil, fmt.Errorf("sigs.k8s.io/yaml: %w", err)
		}
		if string(asJSON) != "null" {
			found.Sigs = append(found.Sigs, asJSON)
		}
	}
	return found, nil
}
