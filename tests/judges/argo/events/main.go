// What Argo Events makes of an event: its own code checks the event sources and sensors of a file, filters an event and
// fills in what is created.
//
// In: a JSON list of questions on standard input. Out: a JSON list of answers on standard output; see `question` and
// `answer`. The event's data are put together by the types that the event sources use; what a sensor creates goes to a
// client that refuses a name that is taken.

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/argoproj/argo-events/pkg/apis/events/v1alpha1"
	"github.com/argoproj/argo-events/pkg/reconciler/eventsource"
	"github.com/argoproj/argo-events/pkg/reconciler/sensor"
	"github.com/argoproj/argo-events/pkg/sensors/dependencies"
	standardk8s "github.com/argoproj/argo-events/pkg/sensors/triggers/standard-k8s"
	"go.uber.org/zap"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/fake"
	"sigs.k8s.io/yaml"
)

// A file to check, and where it names one, a sensor that gets a message so many times.
type question struct {
	File    string
	Sensor  string
	Message message
	Times   int
}

type answer struct {
	Invalid []string // what the validation of Argo Events says
	Heard   bool     // whether what listens hands the message on
	Passed  []string // the dependencies that it passes
	Created []any    // what was created, in order
	Errors  []string // what was not, and why
	Data    json.RawMessage
}

func main() {
	var questions []question
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&questions); err != nil {
		fail(err)
	}
	// The libraries tell people what they do; the answer alone goes out.
	out := os.Stdout
	os.Stdout = os.Stderr
	answers := make([]answer, len(questions))
	for i, q := range questions {
		if err := q.ask(&answers[i]); err != nil {
			fail(fmt.Errorf("%s: %w", q.File, err))
		}
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(answers); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "events:", err)
	os.Exit(1)
}

type manifests struct {
	sources []*v1alpha1.EventSource
	sensors []*v1alpha1.Sensor
}

func read(file string) (manifests, error) {
	var found manifests
	text, err := os.ReadFile(file)
	if err != nil {
		return found, err
	}
	for _, document := range strings.Split("\n"+string(text), "\n---") {
		var head struct{ Kind string }
		if err := yaml.Unmarshal([]byte(document), &head); err != nil {
			return found, err
		}
		switch head.Kind {
		case "EventSource":
			source := &v1alpha1.EventSource{}
			if err := yaml.UnmarshalStrict([]byte(document), source); err != nil {
				return found, err
			}
			found.sources = append(found.sources, source)
		case "Sensor":
			sensor := &v1alpha1.Sensor{}
			if err := yaml.UnmarshalStrict([]byte(document), sensor); err != nil {
				return found, err
			}
			found.sensors = append(found.sensors, sensor)
		}
	}
	return found, nil
}

func (q question) ask(a *answer) error {
	found, err := read(q.File)
	if err != nil {
		return err
	}
	bus := &v1alpha1.EventBus{Spec: v1alpha1.EventBusSpec{JetStream: &v1alpha1.JetStreamBus{Version: "latest"}}}
	for _, s := range found.sources {
		if err := eventsource.ValidateEventSource(s); err != nil {
			a.Invalid = append(a.Invalid, s.Name+": "+err.Error())
		}
		a.Invalid = append(a.Invalid, listeners(s)...)
	}
	for _, s := range found.sensors {
		if err := sensor.ValidateSensor(s, bus); err != nil {
			a.Invalid = append(a.Invalid, s.Name+": "+err.Error())
		}
	}
	if q.Sensor == "" {
		return nil
	}
	for _, s := range found.sensors {
		if s.Name == q.Sensor {
			return q.send(s, found.sources, a)
		}
	}
	return fmt.Errorf("no sensor %s", q.Sensor)
}

// Sends the message through each dependency that listens to where it came from.
func (q question) send(s *v1alpha1.Sensor, sources []*v1alpha1.EventSource, a *answer) error {
	workflows := schema.GroupVersionResource{Group: "argoproj.io", Version: "v1alpha1", Resource: "workflows"}
	lists := map[schema.GroupVersionResource]string{workflows: "WorkflowList"}
	client := fake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), lists)
	s.Namespace = "ml"
	for range max(1, q.Times) {
		for _, dependency := range s.Spec.Dependencies {
			if dependency.EventName != q.Message.Event {
				continue
			}
			data, heard, err := q.Message.data(dependency, sources)
			if err != nil {
				return err
			}
			a.Heard, a.Data = heard, data
			if !heard {
				continue
			}
			event := &v1alpha1.Event{Data: data, Context: &v1alpha1.EventContext{
				ID: q.Message.ID, Source: dependency.EventSourceName, Subject: dependency.EventName,
				SpecVersion: "1.0", DataContentType: v1alpha1.MediaTypeJSON,
			}}
			passes, err := dependencies.Filter(event, dependency.Filters, dependency.FiltersLogicalOperator)
			if err != nil {
				a.Errors = append(a.Errors, "filter: "+err.Error())
			}
			if !passes {
				continue
			}
			a.Passed = append(a.Passed, dependency.Name)
			create(s, dependency.Name, event, client, a)
		}
	}
	return nil
}

// What the sensor does for a dependency that is met.
func create(s *v1alpha1.Sensor, dependency string, event *v1alpha1.Event, client dynamic.Interface, a *answer) {
	for i := range s.Spec.Triggers {
		trigger := s.Spec.Triggers[i]
		if trigger.Template.Conditions != dependency {
			continue
		}
		executor := standardk8s.NewStandardK8sTrigger(nil, client, s, &trigger, zap.NewNop().Sugar())
		created, err := func() (any, error) {
			ctx := context.Background()
			resource, err := executor.FetchResource(ctx)
			if err != nil {
				return nil, err
			}
			filled, err := executor.ApplyResourceParameters(map[string]*v1alpha1.Event{dependency: event}, resource)
			if err != nil {
				return nil, err
			}
			return executor.Execute(ctx, nil, filled)
		}()
		if err != nil {
			a.Errors = append(a.Errors, err.Error())
		} else {
			a.Created = append(a.Created, created.(*unstructured.Unstructured).Object)
		}
	}
}
