// Evaluation by Argo's own code, and what is asked of a value.

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr"

	"github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v3/util/expr/argoexpr"
	"github.com/argoproj/argo-workflows/v3/util/expr/env"
	"github.com/argoproj/argo-workflows/v3/util/template"
)

// judge evaluates the expression in all its states and says how often.
func (one *expression) judge() (int, error) {
	states, err := one.states()
	if err != nil {
		return 0, err
	}
	if len(states) == 0 {
		return 0, fmt.Errorf("is never evaluated\n    %s", one.text)
	}
	fine := 0
	for number, at := range states {
		err := one.evaluate(at.scope)
		if err != nil && !one.open(err) {
			return number + 1, fmt.Errorf("%w\n    %s\n    where %s", err, one.text, described(at.scope))
		}
		if err == nil {
			fine++
		}
	}
	if fine == 0 {
		return len(states), fmt.Errorf("always fails\n    %s", one.text)
	}
	return len(states), nil
}

// open: an error in a task's condition or argument that comes of what stands in a Json value, which nobody knows before,
// or that the expression itself reports: what was typed at submission is none of the pipeline's values.
func (one *expression) open(err error) bool {
	told := err.Error()
	reads := strings.Contains(one.text, "get(") && strings.Contains(told, "invalid operation: ")
	refuses := strings.Contains(one.text, "sprig.fail(") && strings.Contains(told, " must be ") && strings.Contains(told, ", got ")
	return (reads || refuses) && (one.use == truth || one.use == other)
}

// evaluate does what Argo does there, and asks of the value what its use does.
func (one *expression) evaluate(scope map[string]any) error {
	switch one.use {
	case retry:
		_, err := argoexpr.EvalBool(one.text, env.GetFuncMap(scope))
		return err
	case output, artifact:
		value, err := one.bare(scope)
		if err != nil {
			return err
		}
		return one.fits(value)
	}
	value, err := replaced("{{="+one.text+"}}", scope)
	if err != nil {
		return err
	}
	return one.fits(value)
}

// replaced is a text with its tags replaced as Argo replaces them.
func replaced(text string, scope map[string]any) (value string, err error) {
	quoted, err := json.Marshal(text)
	if err != nil {
		return "", err
	}
	made, err := template.Replace(string(quoted), scope, false)
	if err != nil {
		return "", err
	}
	return value, json.Unmarshal([]byte(made), &value)
}

// bare evaluates an expression that stands in no tag, as Argo does with a DAG's outputs.
func (one *expression) bare(scope map[string]any) (any, error) {
	functions := env.GetFuncMap(scope)
	program, err := expr.Compile(one.text, expr.Env(functions))
	if err != nil {
		return nil, err
	}
	return expr.Run(program, functions)
}

// fits: whether a value is what its place asks for.
func (one *expression) fits(value any) error {
	text, fine := value.(string)
	switch one.use {
	case artifact:
		switch value.(type) {
		case v1alpha1.Artifact, *v1alpha1.Artifact:
			fine = true
		default:
			fine = false
		}
	case truth:
		fine = text == "true" || text == "false"
		one.seen[text]++
	case items:
		var list []any
		fine = json.Unmarshal([]byte(text), &list) == nil
	case count:
		number, err := strconv.Atoi(text)
		fine = err == nil && number >= 0
	case object:
		fine = json.Valid([]byte(text))
	}
	if !fine || one.use != other && strings.Contains(text, "{{") {
		return fmt.Errorf("gives %v", value)
	}
	return nil
}

func described(scope map[string]any) string {
	var parts []string
	for name, value := range scope {
		if strings.Contains(name, ".parameters.") || strings.HasSuffix(name, ".status") && strings.HasPrefix(name, "tasks.") {
			parts = append(parts, fmt.Sprintf("%s = %v", name, value))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
