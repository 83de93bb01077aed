// What Argo knows of a template when it comes to one of its expressions.

package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
)

// place is a template among the others of its workflow.
type place struct {
	template  *v1alpha1.Template
	templates map[string]*v1alpha1.Template
	given     *v1alpha1.Arguments // the workflow's
	absences  map[string]bool     // what `attains` has found, by template and output
}

// start is what Argo knows before any task.
func (p place) start() state {
	scope := map[string]any{
		"workflow.name": "run-1", "workflow.uid": "0-1", "workflow.namespace": "here", "pod.name": "pod", "retries": "0",
		"lastRetry.status": "Failed", "lastRetry.exitCode": "1", "lastRetry.message": "m", "lastRetry.duration": "1",
	}
	for _, input := range p.template.Inputs.Artifacts {
		scope["inputs.artifacts."+input.Name] = &v1alpha1.Artifact{Name: input.Name}
	}
	return state{map[string]v1alpha1.NodePhase{}, scope}
}

// filled lists the state with values for the parameters that a text reads.
func (p place) filled(at state, text string) []state {
	found := []state{at}
	for _, read := range references(text) {
		key, values := p.values(read, at, text)
		if _, known := at.scope[key]; known || values == nil {
			continue
		}
		var next []state
		for _, one := range found {
			for _, value := range values {
				scope := maps.Clone(one.scope)
				scope[key] = value
				next = append(next, state{one.ended, scope})
			}
		}
		found = spread(next, mostStates)
	}
	return found
}

// values lists what a parameter may hold, and where it stands; nothing where the state says it.
func (p place) values(read reference, at state, text string) (string, []string) {
	for _, task := range p.tasks() {
		text += "\n" + task.When // what decides over a task takes a parameter for the same
	}
	if read.typed {
		tried := append(literals(text, true), typed...)
		if parameter := p.given.GetParameterByName(read.name); parameter != nil && parameter.Value != nil {
			tried = append(tried, parameter.Value.String())
		}
		return "workflow.parameters." + read.name, tried
	}
	if read.task == "" {
		input := p.template.Inputs.GetParameterByName(read.name)
		if input == nil {
			return "", nil
		}
		optional := input.Default != nil && input.Default.String() == absent
		return "inputs.parameters." + read.name, candidates(text, read.written, optional)
	}
	made := p.templates[dag{p.template.DAG}.GetTask(read.task).Template]
	if at.ended[read.task] != v1alpha1.NodeSucceeded || made == nil {
		return "", nil
	}
	named := func(parameter v1alpha1.Parameter) bool { return parameter.Name == read.name }
	if !slices.ContainsFunc(made.Outputs.Parameters, named) {
		return "", nil
	}
	optional := place{made, p.templates, p.given, p.absences}.attains(read.name)
	return "tasks." + read.task + ".outputs.parameters." + read.name, candidates(text, read.written, optional)
}

func (p place) tasks() []v1alpha1.DAGTask {
	if p.template.DAG == nil {
		return nil
	}
	return p.template.DAG.Tasks
}

// attains: whether an output may say that it is not there.
func (p place) attains(name string) bool {
	key := p.template.Name + " " + name
	if known, is := p.absences[key]; is {
		return known
	}
	p.absences[key] = false
	for _, parameter := range p.template.Outputs.Parameters {
		if parameter.Name != name || parameter.ValueFrom == nil || parameter.ValueFrom.Expression == "" {
			continue
		}
		one := &expression{place: p, text: parameter.ValueFrom.Expression, use: output}
		states, _ := one.states() // the judgement of the output says what is wrong
		for _, at := range states {
			if value, err := one.bare(at.scope); err == nil && value == absent {
				p.absences[key] = true
			}
		}
	}
	return p.absences[key]
}

// states lists what Argo may know when it comes to the expression.
func (one *expression) states() ([]state, error) {
	names, err := one.ended()
	if err != nil {
		return nil, err
	}
	found := []state{one.start()}
	for _, name := range names {
		var next []state
		for _, at := range found {
			after, err := one.after(at, name, one.task != nil)
			if err != nil {
				return nil, err
			}
			next = append(next, after...)
		}
		found = spread(next, mostStates)
	}
	var filled []state
	for _, at := range found {
		reached, err := one.reached(at)
		if err != nil {
			return nil, err
		}
		if reached {
			filled = append(filled, one.filled(at, one.text)...)
		}
	}
	return spread(filled, 10*mostStates), nil
}

// ended lists the tasks that have surely ended by then, those that the expression names among them.
func (one *expression) ended() ([]string, error) {
	named := tasksOf(one.text)
	if one.template.DAG == nil {
		return nil, nil
	}
	around := dag{one.template.DAG}
	if one.task == nil {
		return around.before(named), nil
	}
	names := around.before(around.GetTaskDependencies(one.task.Name))
	if one.use == hook {
		names = append(names, one.task.Name)
	}
	for _, name := range named {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("reads `%s`, for which the task does not wait\n    %s", name, one.text)
		}
	}
	return names, nil
}

// reached: whether Argo evaluates the expression at all in that state, tasks' values besides.
func (one *expression) reached(at state) (bool, error) {
	if one.task == nil {
		return true, nil
	}
	if phase := at.ended[one.task.Name]; phase == v1alpha1.NodeSkipped || phase == v1alpha1.NodeOmitted {
		return false, nil
	}
	return dag{one.template.DAG}.runs(one.task.Name, at.ended)
}
