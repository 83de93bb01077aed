package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"github.com/kubeflow/pipelines/backend/src/v2/expression"
	"google.golang.org/protobuf/types/known/structpb"
)

// walk plays a run: what the drivers decide is decided with the back end's expressions, what Argo decides by the
// rule of its compiler, by which a task starts when all tasks that it depends on have succeeded, not been skipped.
type walk struct {
	loaded    *ir
	evaluator *expression.Expr
	one       testCase
	started   []string
}

type values = map[string]*structpb.Value

// state is how a task ended.
type state int

const (
	waiting state = iota
	succeeded
	failed
	skipped // its condition was false, or it never started
)

// scope is a DAG being walked.
type scope struct {
	inputs  values
	states  map[string]state
	outputs map[string]values
}

// run fills the pipeline's arguments as the back end does and walks its root.
func (w *walk) run(given values) error {
	root, inputs := w.loaded.spec.GetRoot(), maps.Clone(given)
	for name, declared := range root.GetInputDefinitions().GetParameters() {
		if inputs[name] != nil {
			continue
		}
		switch {
		case declared.GetDefaultValue() != nil:
			inputs[name] = declared.GetDefaultValue()
		case declared.GetIsOptional():
			inputs[name] = structpb.NewNullValue()
		default:
			return fmt.Errorf("the case leaves out the argument `%s`", name)
		}
	}
	_, _, err := w.dag(root, inputs)
	return err
}

// dag walks a DAG component to its end and gives its output parameters.
func (w *walk) dag(component *pipelinespec.ComponentSpec, inputs values) (state, values, error) {
	tasks := component.GetDag().GetTasks()
	at := &scope{inputs: inputs, states: map[string]state{}, outputs: map[string]values{}}
	order := slices.Sorted(maps.Keys(tasks))
	for progress := true; progress; {
		progress = false
		for _, key := range order {
			if at.states[key] != waiting || !at.ready(tasks[key]) {
				continue
			}
			ended, outputs, err := w.task(at, key, tasks[key])
			if err != nil {
				return failed, nil, fmt.Errorf("%s: %w", key, err)
			}
			at.states[key], at.outputs[key], progress = ended, outputs, true
		}
	}
	result := succeeded
	for _, key := range order {
		switch at.states[key] {
		case waiting:
			return failed, nil, fmt.Errorf("%s never becomes ready", key)
		case failed:
			result = failed
		}
	}
	return result, at.dagOutputs(component), nil
}

// ready: all that the task depends on has ended.
func (at *scope) ready(task *pipelinespec.PipelineTaskSpec) bool {
	return !slices.ContainsFunc(task.GetDependentTasks(), func(key string) bool { return at.states[key] == waiting })
}

// task runs one task, once or once for each item.
func (w *walk) task(at *scope, key string, task *pipelinespec.PipelineTaskSpec) (state, values, error) {
	always := task.GetTriggerPolicy().GetStrategy() == pipelinespec.PipelineTaskSpec_TriggerPolicy_ALL_UPSTREAM_TASKS_COMPLETED
	if !always && slices.ContainsFunc(task.GetDependentTasks(), func(key string) bool { return at.states[key] != succeeded }) {
		return skipped, nil, nil
	}
	component := w.loaded.spec.GetComponents()[task.GetComponentRef().GetName()]
	if component == nil {
		return failed, nil, fmt.Errorf("the component `%s` does not exist", task.GetComponentRef().GetName())
	}
	inputs, err := w.taskInputs(at, task, component)
	if err != nil {
		return failed, nil, err
	}
	if condition := task.GetTriggerPolicy().GetCondition(); condition != "" {
		if goes, err := w.evaluator.Condition(executorInput(inputs), condition); err != nil || !goes {
			return skipped, nil, err
		}
	}
	if task.GetArtifactIterator() != nil {
		return failed, nil, fmt.Errorf("the back end does not run artifact iterators")
	}
	if iterator := task.GetParameterIterator(); iterator != nil {
		return w.loop(key, iterator, component, inputs)
	}
	return w.component(key, component, inputs)
}

// component runs what a task calls.
func (w *walk) component(key string, component *pipelinespec.ComponentSpec, inputs values) (state, values, error) {
	if component.GetDag() != nil {
		return w.dag(component, inputs)
	}
	w.started = append(w.started, key)
	outputs, err := structOf(w.one.Outputs[key])
	if err != nil {
		return failed, nil, err
	}
	if slices.Contains(w.one.Fails, key) {
		return failed, nil, nil
	}
	return succeeded, outputs, nil
}

// loop runs a component for each item and collects its outputs. Where an item's branch was not taken the back end's
// driver can't collect: there is no list then, and who reads it stops the run.
func (w *walk) loop(key string, iterator *pipelinespec.ParameterIteratorSpec, component *pipelinespec.ComponentSpec, inputs values) (state, values, error) {
	source := inputs[iterator.GetItems().GetInputParameter()]
	if raw := iterator.GetItems().GetRaw(); raw != "" {
		source = structpb.NewStringValue(raw)
	}
	items, err := itemsOf(source)
	if err != nil {
		return failed, nil, err
	}
	result, collected := succeeded, values{}
	for name := range component.GetOutputDefinitions().GetParameters() {
		collected[name] = structpb.NewListValue(&structpb.ListValue{})
	}
	for _, item := range items {
		own := maps.Clone(inputs)
		delete(own, iterator.GetItems().GetInputParameter())
		own[iterator.GetItemInput()] = item
		ended, outputs, err := w.component(key, component, own)
		if err != nil {
			return failed, nil, err
		}
		if ended == failed {
			result = failed
		}
		for name, list := range collected {
			if outputs[name] == nil {
				delete(collected, name)
				continue
			}
			list.GetListValue().Values = append(list.GetListValue().Values, outputs[name])
		}
	}
	return result, collected, nil
}

func itemsOf(source *structpb.Value) ([]*structpb.Value, error) {
	switch source.GetKind().(type) {
	case *structpb.Value_ListValue:
		return source.GetListValue().GetValues(), nil
	case *structpb.Value_StringValue:
		list := &structpb.Value{}
		err := list.UnmarshalJSON([]byte(source.GetStringValue()))
		return list.GetListValue().GetValues(), err
	default:
		return nil, fmt.Errorf("a loop over %s", jsonText(source))
	}
}

func structOf(fields map[string]any) (values, error) {
	converted, err := structpb.NewStruct(fields)
	return converted.GetFields(), err
}
