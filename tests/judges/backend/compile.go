package main

import (
	"fmt"

	"github.com/kubeflow/pipelines/backend/src/apiserver/config/proxy"
	"github.com/kubeflow/pipelines/backend/src/v2/compiler/argocompiler"
)

// compileAll puts every IR through the back end's compiler.
func compileAll(paths []string) (bool, error) {
	names, err := files(paths)
	if err != nil {
		return false, err
	}
	proxy.InitializeConfigWithEmptyForTests()
	refused := 0
	for _, path := range names {
		if err := compile(path); err != nil {
			refused++
			fmt.Printf("%s: %v\n", path, err)
		}
	}
	fmt.Printf("backend compile: %d passed, %d failed\n", len(names)-refused, refused)
	return refused == 0, nil
}

func compile(path string) error {
	loaded, err := load(path)
	if err != nil {
		return err
	}
	workflow, err := argocompiler.Compile(loaded.job, loaded.kubernetes, nil)
	if err != nil {
		return err
	}
	if len(workflow.Spec.Templates) == 0 {
		return fmt.Errorf("the workflow has no templates")
	}
	return nil
}
