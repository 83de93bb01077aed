package main

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"github.com/kubeflow/pipelines/backend/src/v2/expression"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
)

var (
	selection = regexp.MustCompile(`^(?:parseJson\(string_value\)|struct_value|list_value)((?:\[(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+)\])+)$`)
	step      = regexp.MustCompile(`\[(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+))\]`)
)

// selector hides values in the place that the selector speaks of, and expects to get the same values back: once in
// a list or struct, once in the JSON text of it.
func (at place) selector(evaluator *expression.Expr, found *figures, name string) error {
	text := at.task.GetInputs().GetParameters()[name].GetParameterExpressionSelector()
	match := selection.FindStringSubmatch(text)
	if match == nil {
		return fmt.Errorf("the selector %s of `%s` has a form that this judge does not know", text, name)
	}
	kind := pipelinespec.ParameterType_STRING
	if at.called != nil && at.called.GetInputDefinitions().GetParameters()[name] != nil {
		kind = at.called.GetInputDefinitions().GetParameters()[name].GetParameterType()
	}
	values, err := candidates(kind, "")
	if err != nil {
		return err
	}
	for _, value := range values {
		holder, err := hide(value, match[1])
		if err != nil {
			return err
		}
		asText, err := json.Marshal(holder)
		if err != nil {
			return err
		}
		for _, source := range []*structpb.Value{holder, structpb.NewStringValue(string(asText))} {
			if source != holder && text[:len("parseJson")] != "parseJson" {
				continue
			}
			found.evaluations++
			got, err := evaluator.Select(source, text)
			if err != nil {
				return fmt.Errorf("the selector %s of `%s` fails for %s: %w", text, name, jsonText(source), err)
			}
			if !proto.Equal(got, value) {
				return fmt.Errorf("the selector %s of `%s` gives %s of %s", text, name, jsonText(got), jsonText(source))
			}
		}
	}
	return nil
}

// hide builds the smallest list or struct that holds the value at the path.
func hide(value *structpb.Value, path string) (*structpb.Value, error) {
	steps := step.FindAllStringSubmatch(path, -1)
	for i := len(steps) - 1; i >= 0; i-- {
		key := steps[i][1] + steps[i][2]
		if index := steps[i][3]; index != "" {
			var place int
			if _, err := fmt.Sscan(index, &place); err != nil {
				return nil, err
			}
			list := make([]*structpb.Value, place+1)
			for j := range list {
				list[j] = structpb.NewNumberValue(-7)
			}
			list[place] = value
			value = structpb.NewListValue(&structpb.ListValue{Values: list})
			continue
		}
		if err := json.Unmarshal([]byte(`"`+key+`"`), &key); err != nil {
			return nil, err
		}
		value = structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{key: value, key + "-other": structpb.NewNumberValue(-7)}})
	}
	return value, nil
}
