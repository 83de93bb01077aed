// Package lint judges folders of manifests by `argo lint --offline --strict`, whichever version that is of.
//
// In: folders and files on the command line; what refers to one another lies in one folder. Out: findings, and a line
// of figures.
package lint

import (
	"errors"
	"fmt"
	"os"
)

// File is what the linter says of one.
type File struct {
	Path   string
	Linted bool // whether it holds anything that the linter knows
	Errors []error
}

// Judge lints what the command line names, one after the other, and leaves.
func Judge(version string, lint func(folder string) ([]File, error)) {
	passed, failed := 0, 0
	for _, folder := range os.Args[1:] {
		files, err := lint(folder)
		linted := 0
		for _, file := range files {
			if file.Linted {
				linted++
			}
			for _, finding := range file.Errors {
				fmt.Printf("%s: %v\n", file.Path, finding)
			}
			if len(file.Errors) > 0 {
				failed++
			} else if file.Linted {
				passed++
			}
		}
		if err == nil && linted == 0 {
			err = errors.New("nothing to lint")
		}
		if err != nil {
			failed++
			fmt.Printf("%s: %v\n", folder, err)
		}
	}
	fmt.Printf("argo lint %s: %d passed, %d failed\n", version, passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
