// Selectors and patches.
//
// In: the text of a label selector and of a field selector; a patch and its media type. Out: a test of objects; the
// patched object.

package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var requirement = regexp.MustCompile(`\s*(!?)\s*([\w./-]+)\s*(?:(==|=|!=)\s*([\w.-]*)|(in|notin)\s*\(([^)]*)\))?\s*(?:,|$)`)

// A test for objects of the namespace ("" for all) that both selectors choose.
func selector(namespace, labels, fields string) (func(object) bool, error) {
	var tests []func(object) bool
	if namespace != "" {
		tests = append(tests, func(o object) bool { return text(o, "metadata", "namespace") == namespace })
	}
	for labels != "" {
		found := requirement.FindStringSubmatch(labels)
		if found == nil || !strings.HasPrefix(labels, found[0]) {
			return nil, &refusal{400, "BadRequest", "label selector not understood: " + labels}
		}
		labels = labels[len(found[0]):]
		tests = append(tests, func(o object) bool {
			value, there := at(o, "metadata", "labels", found[2]).(string)
			among := slices.Contains(strings.Split(strings.ReplaceAll(found[6], " ", ""), ","), value)
			switch {
			case found[3] == "!=":
				return !there || value != found[4]
			case found[3] != "":
				return there && value == found[4]
			case found[5] == "in":
				return there && among
			case found[5] == "notin":
				return !there || !among
			}
			return there == (found[1] == "")
		})
	}
	for _, term := range strings.Split(fields, ",") {
		if term == "" {
			continue
		}
		path, value, is := strings.Cut(term, "=")
		path, differs := strings.CutSuffix(path, "!")
		if !is {
			return nil, &refusal{400, "BadRequest", "field selector not understood: " + term}
		}
		value = strings.TrimPrefix(value, "=")
		keys := strings.Split(path, ".")
		tests = append(tests, func(o object) bool { return (text(o, keys...) == value) != differs })
	}
	return func(o object) bool {
		for _, test := range tests {
			if !test(o) {
				return false
			}
		}
		return true
	}, nil
}

func patched(o object, patch []byte, kind string) (object, error) {
	switch {
	case strings.HasPrefix(kind, "application/json-patch+json"):
		var steps []struct {
			Op, Path string
			Value    any
		}
		if err := json.Unmarshal(patch, &steps); err != nil {
			return nil, &refusal{400, "BadRequest", err.Error()}
		}
		var whole any = o
		for _, step := range steps {
			keys := strings.Split(strings.TrimPrefix(step.Path, "/"), "/")
			var err error
			if whole, err = edited(whole, keys, step.Op, step.Value); err != nil {
				return nil, &refusal{422, "Invalid", fmt.Sprintf("%s %s: %v", step.Op, step.Path, err)}
			}
		}
		return whole.(object), nil
	case strings.HasPrefix(kind, "application/merge-patch+json"), strings.HasPrefix(kind, "application/strategic-merge-patch+json"):
		var changes object
		if err := json.Unmarshal(patch, &changes); err != nil {
			return nil, &refusal{400, "BadRequest", err.Error()}
		}
		return merged(o, changes), nil
	}
	return nil, &refusal{415, "UnsupportedMediaType", kind}
}

// A merge patch: null removes, an object is merged, all else replaces.
func merged(o, changes object) object {
	for key, value := range changes {
		inner, nested := value.(object)
		switch {
		case value == nil:
			delete(o, key)
		case nested:
			o[key] = merged(child(o, key), inner)
		default:
			o[key] = value
		}
	}
	return o
}

// One step of a JSON patch.
func edited(whole any, keys []string, op string, value any) (any, error) {
	key := strings.NewReplacer("~1", "/", "~0", "~").Replace(keys[0])
	last := len(keys) == 1
	switch at := whole.(type) {
	case object:
		inner, there := at[key]
		switch {
		case last && op == "test":
			return at, same(inner, value)
		case last && op == "remove":
			delete(at, key)
		case last:
			at[key] = value
		case !there:
			return nil, fmt.Errorf("there is no %s", key)
		default:
			changed, err := edited(inner, keys[1:], op, value)
			if err != nil {
				return nil, err
			}
			at[key] = changed
		}
		return at, nil
	case []any:
		if last && key == "-" {
			return append(at, value), nil
		}
		index, err := strconv.Atoi(key)
		if err != nil || index > len(at) || index == len(at) && !(last && op == "add") {
			return nil, fmt.Errorf("there is no element %s", key)
		}
		switch {
		case last && op == "test":
			return at, same(at[index], value)
		case last && op == "remove":
			return slices.Delete(at, index, index+1), nil
		case last && op == "add":
			return slices.Insert(at, index, value), nil
		case last:
			at[index] = value
			return at, nil
		}
		at[index], err = edited(at[index], keys[1:], op, value)
		return at, err
	}
	return nil, fmt.Errorf("nothing holds %s", key)
}

func same(a, b any) error {
	left, _ := json.Marshal(a)
	right, _ := json.Marshal(b)
	if string(left) != string(right) {
		return fmt.Errorf("is %s, not %s", left, right)
	}
	return nil
}
