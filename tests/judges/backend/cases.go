package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kubeflow/pipelines/backend/src/v2/expression"
	"google.golang.org/protobuf/types/known/structpb"
)

// testCase says which tasks of a pipeline run for which values.
type testCase struct {
	Given   map[string]any            `json:"given"`   // the pipeline's arguments; what is not named is left out
	Outputs map[string]map[string]any `json:"outputs"` // the outputs of its tasks, by task and output
	Fails   []string                  `json:"fails"`   // the tasks that fail when they run
	Runs    []string                  `json:"runs"`    // the leaf tasks that start, in any order, once an iteration
	Stops   string                    `json:"stops"`   // a part of what stops the run, instead of `runs`
}

// runCases walks the pipelines named in a file of cases (pipeline -> cases), each built in the folder.
func runCases(arguments []string) (bool, error) {
	if len(arguments) != 2 {
		return false, fmt.Errorf("cases takes a file of cases and a folder of IR")
	}
	text, err := os.ReadFile(arguments[0])
	if err != nil {
		return false, err
	}
	var all map[string][]testCase
	if err := json.Unmarshal(text, &all); err != nil {
		return false, fmt.Errorf("%s: %w", arguments[0], err)
	}
	evaluator, err := expression.New()
	if err != nil {
		return false, err
	}
	passed, failed := 0, 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		loaded, err := load(filepath.Join(arguments[1], name+".yaml"))
		if err != nil {
			failed += len(all[name])
			fmt.Printf("%s: %v\n", name, err)
			continue
		}
		for number, one := range all[name] {
			if err := one.judge(loaded, evaluator); err != nil {
				failed++
				fmt.Printf("%s, case %d: %v\n", name, number+1, err)
			} else {
				passed++
			}
		}
	}
	fmt.Printf("backend cases: %d passed, %d failed\n", passed, failed)
	return failed == 0, nil
}

func (one testCase) judge(loaded *ir, evaluator *expression.Expr) error {
	given, err := structpb.NewStruct(one.Given)
	if err != nil {
		return err
	}
	walked := &walk{loaded: loaded, evaluator: evaluator, one: one}
	err = walked.run(given.GetFields())
	if one.Stops != "" {
		if err == nil || !strings.Contains(err.Error(), one.Stops) {
			return fmt.Errorf("expected to stop with %q, got %v", one.Stops, err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	slices.Sort(walked.started)
	expected := slices.Sorted(slices.Values(one.Runs))
	if !slices.Equal(expected, walked.started) {
		return fmt.Errorf("expected to run: %s; ran: %s", strings.Join(expected, " "), strings.Join(walked.started, " "))
	}
	return nil
}
