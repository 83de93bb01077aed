// Judges the expressions of manifests with the code by which Argo Workflows evaluates them.
//
// In: manifests, or folders of them. Out: findings, and a line of figures. Every tag `{{=…}}` and every `expression` and
// `fromExpression` is evaluated in every state in which Argo comes to it: tasks skipped, omitted, failed or in error,
// outputs that are not there, loops over nothing; `depends` says which states there are. None may fail, a `when` must be
// true or false, `withParam` a list, an output neither nil nor something that Argo would expand.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/argoproj/argo-workflows/v3/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v3/workflow/common"
)

// figures are what was judged.
type figures struct{ files, expressions, conditions, bothWays, evaluations, failed int }

func main() {
	found := &figures{}
	for _, argument := range os.Args[1:] {
		names := []string{argument}
		if inner, err := filepath.Glob(filepath.Join(argument, "*.yaml")); err == nil && len(inner) > 0 {
			names = inner
		}
		for _, name := range names {
			if err := found.judgeFile(name); err != nil {
				found.failed++
				fmt.Printf("%s: %v\n", name, err)
			}
		}
	}
	fmt.Printf("argo expressions: %d in %d files, %d evaluations; %d conditions, %d both true and false; %d failed\n",
		found.expressions, found.files, found.evaluations, found.conditions, found.bothWays, found.failed)
	if found.failed > 0 || found.evaluations == 0 {
		os.Exit(1)
	}
}

func (found *figures) judgeFile(name string) error {
	body, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	found.files++
	for _, parsed := range common.ParseObjects(body, true) {
		var spec v1alpha1.WorkflowSpec
		switch object := parsed.Object.(type) {
		case *v1alpha1.WorkflowTemplate:
			spec = object.Spec
		case *v1alpha1.Workflow:
			spec = object.Spec
		case *v1alpha1.CronWorkflow:
			spec = object.Spec.WorkflowSpec
		default:
			continue
		}
		if parsed.Err != nil {
			return parsed.Err
		}
		found.judgeTemplates(name, spec)
	}
	return nil
}

func (found *figures) judgeTemplates(file string, spec v1alpha1.WorkflowSpec) {
	listed := spec.Templates
	templates, absences := map[string]*v1alpha1.Template{}, map[string]bool{}
	for i := range listed {
		templates[listed[i].Name] = &listed[i]
	}
	for i := range listed {
		for _, one := range (place{&listed[i], templates, &spec.Arguments, absences}).expressions() {
			count, err := one.judge()
			found.expressions++
			found.evaluations += count
			if one.use == truth {
				found.conditions++
				if len(one.seen) == 2 {
					found.bothWays++
				}
			}
			if err != nil {
				found.failed++
				fmt.Printf("%s: %s: %v\n", file, one.path, err)
			}
		}
	}
}
