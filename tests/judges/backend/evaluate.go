package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"github.com/kubeflow/pipelines/backend/src/v2/expression"
	"google.golang.org/protobuf/types/known/structpb"
)

// tooMany bounds the combinations of values tried for one condition.
const tooMany = 20000

// figures are what evaluateAll found.
type figures struct{ conditions, selectors, evaluations, failures int }

// evaluateAll evaluates each condition and selector of each IR as the driver does, over values of the inputs' types.
func evaluateAll(paths []string) (bool, error) {
	names, err := files(paths)
	if err != nil {
		return false, err
	}
	evaluator, err := expression.New()
	if err != nil {
		return false, err
	}
	found := &figures{}
	for _, path := range names {
		loaded, err := load(path)
		if err != nil {
			return false, fmt.Errorf("%s: %w", path, err)
		}
		for _, at := range loaded.tasks() {
			for _, problem := range at.judge(evaluator, found) {
				found.failures++
				fmt.Printf("%s: %s\n", path, problem)
			}
		}
	}
	fmt.Printf("backend expressions: %d conditions, %d selectors in %d files, %d evaluations, %d failed\n",
		found.conditions, found.selectors, len(names), found.evaluations, found.failures)
	return found.failures == 0, nil
}

// place is a task where it stands: in a DAG component, calling another component.
type place struct {
	loaded *ir
	parent *pipelinespec.ComponentSpec
	path   string
	task   *pipelinespec.PipelineTaskSpec
	called *pipelinespec.ComponentSpec
}

// tasks lists all tasks of all DAGs, in a stable order.
func (loaded *ir) tasks() []place {
	var found []place
	add := func(name string, component *pipelinespec.ComponentSpec) {
		tasks := component.GetDag().GetTasks()
		for _, key := range slices.Sorted(maps.Keys(tasks)) {
			called := loaded.spec.GetComponents()[tasks[key].GetComponentRef().GetName()]
			found = append(found, place{loaded, component, name + "." + key, tasks[key], called})
		}
	}
	add("root", loaded.spec.GetRoot())
	for _, name := range slices.Sorted(maps.Keys(loaded.spec.GetComponents())) {
		add(name, loaded.spec.GetComponents()[name])
	}
	return found
}

// judge gives the problems of one task's condition and selectors.
func (at place) judge(evaluator *expression.Expr, found *figures) (problems []string) {
	report := func(err error) {
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", at.path, err))
		}
	}
	report(at.optionalReachesRequired())
	if at.task.GetTriggerPolicy().GetCondition() != "" {
		found.conditions++
		report(at.condition(evaluator, found))
	}
	inputs := at.task.GetInputs().GetParameters()
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		if inputs[name].GetParameterExpressionSelector() != "" {
			found.selectors++
			report(at.selector(evaluator, found, name))
		}
	}
	return problems
}

// mayBeAbsent: an input of the task that is fed from an optional input of the DAG that has no default.
func (at place) mayBeAbsent(name string) bool {
	source := at.task.GetInputs().GetParameters()[name].GetComponentInputParameter()
	outer := at.parent.GetInputDefinitions().GetParameters()[source]
	return source != "" && outer.GetIsOptional() && outer.GetDefaultValue() == nil
}

// optionalReachesRequired: on the pipeline's own level no condition can have asked for presence, so an optional
// input that feeds a required one stops the run where it is left out.
func (at place) optionalReachesRequired() error {
	if at.parent != at.loaded.spec.GetRoot() {
		return nil
	}
	for name := range at.task.GetInputs().GetParameters() {
		if inner := at.called.GetInputDefinitions().GetParameters()[name]; at.mayBeAbsent(name) && !inner.GetIsOptional() {
			return fmt.Errorf("the input `%s` is required, but is fed from an optional input of the pipeline", name)
		}
	}
	return nil
}

// condition evaluates the task's condition over the product of its inputs' values, each absent where it may be.
func (at place) condition(evaluator *expression.Expr, found *figures) error {
	text := at.task.GetTriggerPolicy().GetCondition()
	if at.called == nil {
		return fmt.Errorf("the component `%s` does not exist", at.task.GetComponentRef().GetName())
	}
	declared := at.called.GetInputDefinitions().GetParameters()
	var names []string
	var values [][]*structpb.Value
	open := false // what stands in a Json value is known at run time only
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		if !strings.Contains(text, name) {
			continue
		}
		kind := declared[name].GetParameterType()
		open = open || kind == pipelinespec.ParameterType_STRUCT || kind == pipelinespec.ParameterType_LIST
		tried, err := candidates(kind, text)
		if err != nil {
			return err
		}
		if declared[name].GetIsOptional() && at.mayBeAbsent(name) {
			tried = append(tried, nil)
		}
		names, values = append(names, name), append(values, tried)
	}
	return overProduct(values, func(chosen []*structpb.Value) error {
		given := map[string]*structpb.Value{}
		for i, name := range names {
			if chosen[i] != nil {
				given[name] = chosen[i]
			}
		}
		found.evaluations++
		_, err := evaluator.Condition(executorInput(given), text)
		if err != nil && !(open && atRunTime(err)) && !unordered(err, text) {
			return fmt.Errorf("the condition %s fails for %s: %w", text, describe(given), err)
		}
		return nil
	})
}

// atRunTime: an error that comes of a Json value's content, not of how the expression is spelled.
func atRunTime(err error) bool {
	text := err.Error()
	return strings.HasPrefix(text, "evaluation error") &&
		(strings.Contains(text, "no such key") || strings.Contains(text, "no such overload") || strings.Contains(text, "out of bounds"))
}

// unordered: 0.0 / 0.0, which no spelling orders. Of all arithmetic in conditions only that makes NaN of the values tried.
func unordered(err error, text string) bool {
	return strings.HasPrefix(err.Error(), "evaluation error: NaN") && strings.Contains(text, " / ")
}

func executorInput(given map[string]*structpb.Value) *pipelinespec.ExecutorInput {
	return &pipelinespec.ExecutorInput{Inputs: &pipelinespec.ExecutorInput_Inputs{ParameterValues: given}}
}

func describe(given map[string]*structpb.Value) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(given)) {
		parts = append(parts, fmt.Sprintf("%s = %s", name, jsonText(given[name])))
	}
	return strings.Join(parts, ", ")
}

// overProduct calls judge with combinations of one value from each list: all of them, or evenly spread `tooMany`.
func overProduct(values [][]*structpb.Value, judge func([]*structpb.Value) error) error {
	total := 1
	for _, list := range values {
		total *= len(list)
	}
	step := total/tooMany + 1
	for number := 0; number < total; number += step {
		rest, chosen := number, make([]*structpb.Value, len(values))
		for i, list := range values {
			chosen[i] = list[rest%len(list)]
			rest /= len(list)
		}
		if err := judge(chosen); err != nil {
			return err
		}
	}
	return nil
}
