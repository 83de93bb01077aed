package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"google.golang.org/protobuf/types/known/structpb"
)

var (
	hostileStrings = []any{
		"", "x", "true", "1", "it's", `"q"`, `\`, "a\nb\r\tc", "\x00", "{{$}}", "${x}", "' || true || '", "𝛼🙂é\u2028",
	}
	integers = []any{-1.0, 0.0, 1.0, 2.0, 1000000.0, 9007199254740992.0}
	doubles  = []any{-1.5, 0.0, 0.5, 1.0, 3.0, 1e-9, 1e300}
	lists    = []any{[]any{}, []any{1.0, 2.5}, []any{"a", "it's"}, []any{map[string]any{"k": []any{true}}}}
	structs  = []any{map[string]any{}, map[string]any{"k": "v", "a-b": 1.0, "n": map[string]any{"x": []any{1.0}}}}

	quoted  = regexp.MustCompile(`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`)
	numbers = regexp.MustCompile(`(?:^|[^\w.'])(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)`)
)

// candidates are the values to try for an input of a type, those first that the expression itself speaks of.
func candidates(kind pipelinespec.ParameterType_ParameterTypeEnum, expression string) ([]*structpb.Value, error) {
	var plain []any
	switch kind {
	case pipelinespec.ParameterType_STRING:
		plain = append(spokenStrings(expression), hostileStrings...)
	case pipelinespec.ParameterType_NUMBER_INTEGER:
		plain = append(spokenNumbers(expression, true), integers...)
	case pipelinespec.ParameterType_NUMBER_DOUBLE:
		plain = append(spokenNumbers(expression, false), doubles...)
	case pipelinespec.ParameterType_BOOLEAN:
		plain = []any{true, false}
	case pipelinespec.ParameterType_LIST:
		plain = lists
	case pipelinespec.ParameterType_STRUCT:
		plain = structs
	case pipelinespec.ParameterType_TASK_FINAL_STATUS:
		plain = []any{map[string]any{"state": "COMPLETE"}, map[string]any{"state": "FAILED"}}
	default:
		return nil, fmt.Errorf("no values are known for the parameter type %s", kind)
	}
	values := make([]*structpb.Value, len(plain))
	for i, value := range plain {
		converted, err := structpb.NewValue(value)
		if err != nil {
			return nil, err
		}
		values[i] = converted
	}
	return values, nil
}

// spokenStrings are the string literals of an expression.
func spokenStrings(expression string) []any {
	var found []any
	for _, literal := range quoted.FindAllString(expression, -1) {
		inner := literal[1 : len(literal)-1]
		if text, err := strconv.Unquote(`"` + regexp.MustCompile(`\\'`).ReplaceAllString(inner, "'") + `"`); err == nil {
			found = append(found, text)
		} else {
			found = append(found, inner)
		}
	}
	return found
}

// spokenNumbers are the numbers of an expression and their neighbours.
func spokenNumbers(expression string, whole bool) []any {
	var found []any
	for _, match := range numbers.FindAllStringSubmatch(quoted.ReplaceAllString(expression, "''"), -1) {
		number, err := strconv.ParseFloat(match[1], 64)
		if err != nil || (whole && number != float64(int64(number))) {
			continue
		}
		found = append(found, number-1, number, number+1)
	}
	return found
}

// jsonText is a value's JSON, for messages.
func jsonText(value *structpb.Value) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}
