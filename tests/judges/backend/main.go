// The judge that reads KFP v2 IR with the back end's own code.
//
//	backend compile PATH…          every IR goes through the Argo compiler of Kubeflow Pipelines
//	backend evaluate PATH…         every condition and selector is evaluated over generated values
//	backend cases CASES.json DIR   pipelines of DIR are walked with given values: do the expected tasks run?
//	backend schedules CLAIMS.json  cron lines, texts, recurring runs and stored pipelines, as schedules.go says
//
// A PATH is an IR file or a folder of them. Each command ends with one line of figures and fails if anything did.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: backend compile|evaluate PATH… | cases CASES.json DIR | schedules CLAIMS.json")
		os.Exit(2)
	}
	commands := map[string]func([]string) (bool, error){
		"compile": compileAll, "evaluate": evaluateAll, "cases": runCases, "schedules": judgeSchedules,
	}
	command, known := commands[os.Args[1]]
	if !known {
		fmt.Fprintf(os.Stderr, "unknown command %q\n", os.Args[1])
		os.Exit(2)
	}
	fine, err := command(os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !fine {
		os.Exit(1)
	}
}
