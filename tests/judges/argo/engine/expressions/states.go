// How the tasks of a DAG can end: by what they wait for, their conditions, and what may go wrong.

package main

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v3/util/expr/argoexpr"
	"github.com/argoproj/argo-workflows/v3/workflow/common"
)

// dag answers what Argo's own code asks of one.
type dag struct{ *v1alpha1.DAGTemplate }

func (d dag) GetTask(name string) *v1alpha1.DAGTask {
	for i := range d.Tasks {
		if d.Tasks[i].Name == name {
			return &d.Tasks[i]
		}
	}
	return &v1alpha1.DAGTask{Name: name}
}

func (d dag) GetTaskDependencies(name string) []string {
	found, _ := common.GetTaskDependencies(d.GetTask(name), d)
	return slices.Sorted(maps.Keys(found))
}

func (d dag) GetTaskFinishedAtTime(string) time.Time { return time.Time{} }

// runs: whether a task is executed, by Argo's reading of its `depends`.
func (d dag) runs(name string, ended map[string]v1alpha1.NodePhase) (bool, error) {
	dependencies, logic := common.GetTaskDependencies(d.GetTask(name), d)
	if logic == "" {
		return true, nil
	}
	phases := map[common.TaskResult]v1alpha1.NodePhase{
		common.TaskResultSucceeded: v1alpha1.NodeSucceeded, common.TaskResultFailed: v1alpha1.NodeFailed,
		common.TaskResultErrored: v1alpha1.NodeError, common.TaskResultSkipped: v1alpha1.NodeSkipped,
		common.TaskResultOmitted: v1alpha1.NodeOmitted,
	}
	results := map[string]map[string]bool{}
	for other := range dependencies {
		known := map[string]bool{}
		for result, phase := range phases {
			known[string(result)] = ended[other] == phase
		}
		results[strings.ReplaceAll(other, "-", "_")] = known
	}
	return argoexpr.EvalBool(strings.ReplaceAll(logic, "-", "_"), results)
}

// before lists the tasks and all that must have ended before them, in an order in which they may end.
func (d dag) before(names []string) (found []string) {
	for _, name := range names {
		for _, other := range append(d.before(d.GetTaskDependencies(name)), name) {
			if !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	return found
}

// state is what Argo knows of a template's run at some time: how tasks have ended, and its scope.
type state struct {
	ended map[string]v1alpha1.NodePhase
	scope map[string]any
}

// mostStates bounds the states of one expression.
const mostStates = 1000

// after lists how a task can end in a state; with `failures` it may fail.
func (p place) after(before state, name string, failures bool) (found []state, err error) {
	around := dag{p.template.DAG}
	executed, err := around.runs(name, before.ended)
	if err != nil || !executed {
		return []state{p.end(before, name, v1alpha1.NodeOmitted)}, err
	}
	phases := []v1alpha1.NodePhase{v1alpha1.NodeSucceeded}
	if failures {
		phases = append(phases, v1alpha1.NodeFailed, v1alpha1.NodeError)
	}
	task := around.GetTask(name)
	if task.WithParam != "" || task.WithSequence != nil {
		phases = append(phases, v1alpha1.NodeSkipped) // over nothing
	}
	for _, filled := range p.filled(before, task.When) {
		possible := phases
		if task.When != "" {
			taken, err := replaced(task.When, filled.scope)
			if err != nil {
				continue // the judgement of `when` itself says so
			}
			if taken == "false" {
				possible = []v1alpha1.NodePhase{v1alpha1.NodeSkipped}
			}
		}
		for _, phase := range possible {
			found = append(found, p.end(filled, name, phase))
		}
	}
	return found, nil
}

// end is the state after the task has ended so.
func (p place) end(before state, name string, phase v1alpha1.NodePhase) state {
	after := state{maps.Clone(before.ended), maps.Clone(before.scope)}
	after.ended[name] = phase
	prefix := "tasks." + name
	after.scope[prefix+".status"] = string(phase)
	made := p.templates[dag{p.template.DAG}.GetTask(name).Template]
	if made == nil {
		return after
	}
	for _, parameter := range made.Outputs.Parameters {
		key := prefix + ".outputs.parameters." + parameter.Name
		if phase == v1alpha1.NodeSkipped || phase == v1alpha1.NodeOmitted {
			after.scope[key] = nil
			if parameter.ValueFrom != nil && parameter.ValueFrom.Default != nil {
				after.scope[key] = parameter.ValueFrom.Default.String()
			}
		}
	}
	for _, each := range made.Outputs.Artifacts {
		if phase == v1alpha1.NodeSucceeded {
			after.scope[prefix+".outputs.artifacts."+each.Name] = v1alpha1.Artifact{Name: each.Name}
		}
	}
	return after
}

// spread is the list, or evenly spread members of it.
func spread[T any](list []T, most int) []T {
	if len(list) <= most {
		return list
	}
	var kept []T
	for i := range most {
		kept = append(kept, list[i*len(list)/most])
	}
	return kept
}
