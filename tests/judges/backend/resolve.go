package main

import (
	"fmt"

	"github.com/kubeflow/pipelines/api/v2alpha1/go/pipelinespec"
	"github.com/kubeflow/pipelines/backend/src/v2/metadata"
	"google.golang.org/protobuf/types/known/structpb"
)

// taskInputs resolves a task's input parameters by the driver's rules: what is null stays absent where the called
// component's input is optional and stops the run elsewhere; a DAG's optional inputs that are not passed get their
// default or null; selectors pick; each value must be of the declared type, which for a string all values can be. Of a
// task that failed there is no value at all, which is the empty text for a string and stops the run for all else.
func (w *walk) taskInputs(at *scope, task *pipelinespec.PipelineTaskSpec, component *pipelinespec.ComponentSpec) (values, error) {
	resolved, declared := values{}, component.GetInputDefinitions().GetParameters()
	if component.GetDag() != nil {
		for name, input := range declared {
			if _, passed := task.GetInputs().GetParameters()[name]; passed || !input.GetIsOptional() {
				continue
			}
			resolved[name] = input.GetDefaultValue()
			if resolved[name] == nil {
				resolved[name] = structpb.NewNullValue()
			}
		}
	}
	for name, source := range task.GetInputs().GetParameters() {
		value, err := at.source(task, source)
		if err != nil {
			return nil, fmt.Errorf("input `%s`: %w", name, err)
		}
		if value == nil && at.fedByFailed(source) {
			if source.GetParameterExpressionSelector() != "" || declared[name].GetParameterType() != pipelinespec.ParameterType_STRING {
				return nil, fmt.Errorf("input `%s` is fed from a task that failed and is no string", name)
			}
			resolved[name] = structpb.NewStringValue("")
			continue
		}
		if isNull(value) {
			if !declared[name].GetIsOptional() {
				return nil, fmt.Errorf("input `%s` is required and gets null", name)
			}
			continue
		}
		if selector := source.GetParameterExpressionSelector(); selector != "" {
			if value, err = w.evaluator.Select(value, selector); err != nil {
				return nil, fmt.Errorf("input `%s`: %w", name, err)
			}
		}
		if declared[name] != nil {
			if value, err = fit(value, declared[name].GetParameterType()); err != nil {
				return nil, fmt.Errorf("input `%s`: %w", name, err)
			}
		}
		resolved[name] = value
	}
	item := task.GetParameterIterator().GetItemInput()
	for name, input := range declared {
		if resolved[name] == nil && !input.GetIsOptional() && input.GetDefaultValue() == nil && name != item {
			return nil, fmt.Errorf("input `%s` is required and gets nothing", name)
		}
	}
	return resolved, nil
}

func isNull(value *structpb.Value) bool {
	_, null := value.GetKind().(*structpb.Value_NullValue)
	return value == nil || null
}

// fedByFailed: the input comes from a task beside it that failed.
func (at *scope) fedByFailed(from *pipelinespec.TaskInputsSpec_InputParameterSpec) bool {
	return at.states[from.GetTaskOutputParameter().GetProducerTask()] == failed
}

// source is the value that an input is fed from, nil where there is none.
func (at *scope) source(task *pipelinespec.PipelineTaskSpec, from *pipelinespec.TaskInputsSpec_InputParameterSpec) (*structpb.Value, error) {
	switch from.GetKind().(type) {
	case *pipelinespec.TaskInputsSpec_InputParameterSpec_ComponentInputParameter:
		return at.inputs[from.GetComponentInputParameter()], nil
	case *pipelinespec.TaskInputsSpec_InputParameterSpec_RuntimeValue:
		return from.GetRuntimeValue().GetConstant(), nil
	case *pipelinespec.TaskInputsSpec_InputParameterSpec_TaskOutputParameter:
		producer, key := from.GetTaskOutputParameter().GetProducerTask(), from.GetTaskOutputParameter().GetOutputParameterKey()
		if value := at.outputs[producer][key]; value != nil || at.fedByFailed(from) {
			return value, nil
		}
		return nil, fmt.Errorf("`%s` gave no output `%s`", producer, key)
	case *pipelinespec.TaskInputsSpec_InputParameterSpec_TaskFinalStatus_:
		name := map[state]string{succeeded: "COMPLETE", failed: "FAILED", skipped: "CANCELED"}[at.states[task.GetDependentTasks()[0]]]
		return structpb.NewStructValue(&structpb.Struct{Fields: values{"state": structpb.NewStringValue(name)}}), nil
	default:
		return nil, fmt.Errorf("a source of the kind %T", from.GetKind())
	}
}

// fit checks a value against a parameter's type.
func fit(value *structpb.Value, kind pipelinespec.ParameterType_ParameterTypeEnum) (*structpb.Value, error) {
	fits := false
	switch value.GetKind().(type) {
	case *structpb.Value_StringValue:
		fits = kind == pipelinespec.ParameterType_STRING
	case *structpb.Value_NumberValue:
		fits = kind == pipelinespec.ParameterType_NUMBER_INTEGER || kind == pipelinespec.ParameterType_NUMBER_DOUBLE
	case *structpb.Value_BoolValue:
		fits = kind == pipelinespec.ParameterType_BOOLEAN
	case *structpb.Value_ListValue:
		fits = kind == pipelinespec.ParameterType_LIST
	case *structpb.Value_StructValue:
		fits = kind == pipelinespec.ParameterType_STRUCT || kind == pipelinespec.ParameterType_TASK_FINAL_STATUS
	}
	if fits {
		return value, nil
	}
	if kind == pipelinespec.ParameterType_STRING {
		text, err := metadata.PbValueToText(value)
		return structpb.NewStringValue(text), err
	}
	return nil, fmt.Errorf("%s is no %s", jsonText(value), kind)
}

// dagOutputs gives a DAG's output parameters; of a oneof, the first whose task ran.
func (at *scope) dagOutputs(component *pipelinespec.ComponentSpec) values {
	found := values{}
	for name, output := range component.GetDag().GetOutputs().GetParameters() {
		selectors := output.GetValueFromOneof().GetParameterSelectors()
		if one := output.GetValueFromParameter(); one != nil {
			selectors = append(selectors, one)
		}
		for _, selector := range selectors {
			if value := at.outputs[selector.GetProducerSubtask()][selector.GetOutputParameterKey()]; value != nil {
				found[name] = value
				break
			}
		}
	}
	return found
}
