package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/kubeflow/pipelines/backend/src/apiserver/config/proxy"
	"github.com/kubeflow/pipelines/backend/src/apiserver/model"
	"github.com/kubeflow/pipelines/backend/src/apiserver/template"
	"github.com/kubeflow/pipelines/backend/src/common/util"
	scheduled "github.com/kubeflow/pipelines/backend/src/crd/controller/scheduledworkflow/util"
	"github.com/kubeflow/pipelines/backend/src/crd/kubernetes/v2beta1"
	swfapi "github.com/kubeflow/pipelines/backend/src/crd/pkg/apis/scheduledworkflow/v1beta1"
	cron "github.com/robfig/cron/v3"
)

// claims are what the compiler says and emits, for the back end's own code to object to.
type claims struct {
	Crons  []cronClaim `json:"crons"`
	Texts  []textClaim `json:"texts"`
	Runs   []runClaim  `json:"runs"`
	Stored []string    `json:"stored"` // files with Pipeline and PipelineVersion, a JSON object a line
}

// cronClaim says whether the compiler takes a line, why it is stricter than the parser, and what KFP gets.
type cronClaim struct {
	Line     string `json:"line"`
	Taken    bool   `json:"taken"`
	Stricter string `json:"stricter"`
	Six      string `json:"six"`
}

// textClaim says whether the compiler refuses a text as an argument, since KFP would change it.
type textClaim struct {
	Text    string `json:"text"`
	Refused bool   `json:"refused"`
}

// runClaim is a recurring run's request, and the IR of its pipeline.
type runClaim struct {
	IR         string          `json:"ir"`
	Cron       string          `json:"cron"`
	Parameters json.RawMessage `json:"parameters"`
}

// judgeSchedules lets robfig's parsers and KFP's scheduler, formatter and stored types speak on a file of claims.
func judgeSchedules(arguments []string) (bool, error) {
	text, err := os.ReadFile(arguments[0])
	if err != nil {
		return false, err
	}
	var all claims
	if err := json.Unmarshal(text, &all); err != nil {
		return false, fmt.Errorf("%s: %w", arguments[0], err)
	}
	proxy.InitializeConfigWithEmptyForTests()
	failed := 0
	object := func(about string, err error) {
		if err != nil {
			failed++
			fmt.Printf("%s: %v\n", about, err)
		}
	}
	for _, claim := range all.Crons {
		object(fmt.Sprintf("%q", claim.Line), claim.judge())
	}
	for _, claim := range all.Texts {
		object(fmt.Sprintf("%q", claim.Text), claim.judge())
	}
	for _, claim := range all.Runs {
		object(claim.IR, claim.judge())
	}
	for _, path := range all.Stored {
		object(path, judgeStored(path))
	}
	total := len(all.Crons) + len(all.Texts) + len(all.Runs) + len(all.Stored)
	fmt.Printf("backend schedules: %d passed, %d failed, %d cron lines, %d texts, %d recurring runs, %d stored pipelines\n",
		total-failed, failed, len(all.Crons), len(all.Texts), len(all.Runs), len(all.Stored))
	return failed == 0 && total > 0, nil
}

func (c cronClaim) judge() error {
	schedule, err := cron.ParseStandard(c.Line)
	switch {
	case err != nil && c.Taken:
		return fmt.Errorf("taken, and robfig's parser says: %w", err)
	case err == nil && !c.Taken && c.Stricter == "":
		return fmt.Errorf("refused, and robfig's parser takes it")
	case c.Stricter != "" && (err != nil || c.Taken):
		return fmt.Errorf("not stricter than robfig's parser")
	case !c.Taken:
		return nil
	}
	return sameFirings(schedule, c.Six)
}

// sameFirings compares a line's next times, over the turns of summer time, with those of KFP's line.
func sameFirings(five cron.Schedule, six string) error {
	kfp := scheduled.NewCronSchedule(&swfapi.CronSchedule{Cron: six})
	for _, zone := range []string{"UTC", "Europe/Berlin", "America/New_York"} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			return err
		}
		for _, start := range []string{"2026-03-07T23:30:30Z", "2026-03-28T12:00:00Z", "2026-10-24T23:59:59Z"} {
			ours, err := time.Parse(time.RFC3339, start)
			if err != nil {
				return err
			}
			ours = ours.In(location)
			theirs := ours
			for range 40 {
				ours, theirs = five.Next(ours), kfp.GetNextScheduledTime(nil, theirs, location)
				if ours.IsZero() && theirs.IsZero() {
					break // nothing for five years, as around 2100, which is no leap year
				}
				if !ours.Equal(theirs) {
					return fmt.Errorf("from %s in %s comes due at %s, in KFP (%s) at %s", start, zone, ours, six, theirs)
				}
			}
		}
	}
	return nil
}

func (c textClaim) judge() error {
	formatter := util.NewSWFParameterFormatter("11111111-2222", 1_700_000_000, 1_700_000_001, 7)
	if got := formatter.Format(c.Text); got != c.Text && !c.Refused {
		return fmt.Errorf("taken, and KFP would make it %q", got)
	}
	return nil
}

// judge makes KFP's scheduled workflow of a request, fires it, and finds the arguments in the workflow as they were.
func (c runClaim) judge() error {
	spec, err := os.ReadFile(c.IR)
	if err != nil {
		return err
	}
	pipeline, err := template.New(spec, false, nil)
	if err != nil {
		return err
	}
	job := &model.Job{
		DisplayName: "fired", K8SName: "fired", Enabled: true, MaxConcurrency: 1,
		Trigger:      model.Trigger{CronSchedule: model.CronSchedule{Cron: &c.Cron}},
		PipelineSpec: model.PipelineSpec{RuntimeConfig: model.RuntimeConfig{Parameters: string(c.Parameters)}},
	}
	swf, err := pipeline.ScheduledWorkflow(job)
	if err != nil {
		return err
	}
	fired, err := scheduled.NewScheduledWorkflow(swf).NewWorkflow(1_700_000_000, 1_700_000_001)
	if err != nil {
		return err
	}
	var wanted map[string]any
	if err := json.Unmarshal(c.Parameters, &wanted); err != nil {
		return err
	}
	return arrived(fired, wanted)
}

// arrived says which of the parameters the root driver of a workflow does not get as they are.
func arrived(fired util.ExecutionSpec, wanted map[string]any) error {
	workflow, ok := fired.(*util.Workflow)
	if !ok {
		return fmt.Errorf("no Argo workflow but %T", fired)
	}
	for _, template := range workflow.Spec.Templates {
		if template.DAG == nil {
			continue
		}
		for _, task := range template.DAG.Tasks {
			config := task.Arguments.GetParameterByName("runtime-config")
			if config == nil || config.Value == nil {
				continue
			}
			var got struct {
				ParameterValues map[string]any `json:"parameterValues"`
			}
			if err := json.Unmarshal([]byte(config.Value.String()), &got); err != nil {
				return err
			}
			for name, value := range wanted {
				if !reflect.DeepEqual(got.ParameterValues[name], value) {
					return fmt.Errorf("%s arrives as %#v, not as %#v", name, got.ParameterValues[name], value)
				}
			}
			return nil
		}
	}
	return fmt.Errorf("no task of the workflow gets a runtime config")
}

// judgeStored reads each object with KFP's own type, closed, and lets KFP make its pipeline version of it.
func judgeStored(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		var about struct{ Kind string }
		if err := json.Unmarshal([]byte(line), &about); err != nil {
			return err
		}
		reader := json.NewDecoder(bytes.NewReader([]byte(line)))
		reader.DisallowUnknownFields()
		switch about.Kind {
		case "Pipeline":
			err = reader.Decode(&v2beta1.Pipeline{})
		case "PipelineVersion":
			version := &v2beta1.PipelineVersion{}
			if err = reader.Decode(version); err == nil {
				_, err = version.ToModel()
			}
		default:
			err = fmt.Errorf("unknown kind")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", about.Kind, err)
		}
	}
	return nil
}
