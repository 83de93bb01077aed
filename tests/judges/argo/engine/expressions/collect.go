// The expressions of a template.

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
)

// expression is one as it stands in a template.
type expression struct {
	place
	task *v1alpha1.DAGTask // the task that it belongs to; nil for the template's own
	path string
	text string // without the tag around it
	use  use
	seen map[string]int // how often a `when` was true and false
}

// use says what becomes of an expression's value.
type use int

const (
	other    use = iota // a part of a text
	truth               // `when`
	items               // `withParam`
	count               // `withSequence`
	output              // a DAG's output parameter
	artifact            // a DAG's output artifact
	object              // a file or a patch that is read as JSON
	hook                // an argument of exit work
	retry               // `retryStrategy.expression`
)

// expressions lists those of a template, in a stable order.
func (p place) expressions() (found []*expression) {
	template := p.template
	whole := plain(template)
	if template.DAG != nil {
		delete(whole, "dag")
		for i := range template.DAG.Tasks {
			task := &template.DAG.Tasks[i]
			found = append(found, p.walk(task, template.Name+".dag."+task.Name, plain(task))...)
		}
	}
	return append(found, p.walk(nil, template.Name, whole)...)
}

// plain is a value as JSON has it.
func plain(value any) map[string]any {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // it was read from JSON
	}
	var found map[string]any
	if err := json.Unmarshal(text, &found); err != nil {
		panic(err)
	}
	return found
}

func (p place) walk(task *v1alpha1.DAGTask, path string, value any) (found []*expression) {
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			found = append(found, p.walk(task, path+"."+key, value[key])...)
		}
	case []any:
		for i, item := range value {
			found = append(found, p.walk(task, fmt.Sprintf("%s[%d]", path, i), item)...)
		}
	case string:
		if bare, is := map[string]use{"expression": output, "fromExpression": artifact}[path[strings.LastIndex(path, ".")+1:]]; is {
			if strings.Contains(path, ".retryStrategy.") {
				bare = retry
			}
			return []*expression{{place: p, task: task, path: path, text: value, use: bare}}
		}
		whole := strings.HasPrefix(value, "{{=") && strings.Index(value, "}}") == len(value)-2
		for {
			_, rest, is := strings.Cut(value, "{{=")
			inner, rest, closed := strings.Cut(rest, "}}")
			if !is || !closed {
				break
			}
			value = rest
			found = append(found, &expression{place: p, task: task, path: path, text: inner, use: used(path, whole), seen: map[string]int{}})
		}
	}
	return found
}

// used: what the place of a tag asks of it; most ask only of one that stands alone there.
func used(path string, whole bool) use {
	switch {
	case strings.HasSuffix(path, ".when"):
		return truth
	case strings.HasSuffix(path, ".withParam"):
		return items
	case strings.HasSuffix(path, ".withSequence.count"):
		return count
	case strings.Contains(path, ".hooks."):
		return hook
	case whole && (strings.HasSuffix(path, ".raw.data") || strings.HasSuffix(path, ".podSpecPatch")):
		return object
	}
	return other
}
