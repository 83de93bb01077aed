// Messages as the event sources hand them on.
//
// In: what a service sent. Out: an event's data, of the types that the event source of that name puts them together by.

package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/argoproj/argo-events/pkg/apis/events/v1alpha1"
	"github.com/argoproj/argo-events/pkg/eventsources/events"
	"github.com/minio/minio-go/v7/pkg/notification"
	"github.com/tidwall/gjson"
)

type message struct {
	Event      string            // the event's name in its source
	ID         string            // which the bus gives it
	Headers    map[string]string // of a request, a Kafka message
	Attributes map[string]string // of a Pub/Sub message
	Topic, Key string
	Partition  int
	Time       time.Time
	Body       json.RawMessage
}

// The data of the event, and whether its source hands it on at all.
func (m message) data(dependency v1alpha1.EventDependency, sources []*v1alpha1.EventSource) (json.RawMessage, bool, error) {
	for _, source := range sources {
		if source.Name != dependency.EventSourceName {
			continue
		}
		payload, heard := m.payload(&source.Spec)
		if payload == nil {
			break
		}
		data, err := json.Marshal(payload)
		return data, heard, err
	}
	return nil, false, fmt.Errorf("%s listens to %s of %s, which is not there", dependency.Name, dependency.EventName, dependency.EventSourceName)
}

func (m message) payload(spec *v1alpha1.EventSourceSpec) (any, bool) {
	header := http.Header{}
	for name, value := range m.Headers {
		header.Set(name, value)
	}
	name := m.Event
	if _, is := spec.Webhook[name]; is {
		return events.WebhookEventData{Header: header, Body: &m.Body}, true
	}
	if _, is := spec.Github[name]; is {
		return events.GithubEventData{Headers: header, Body: &m.Body}, true
	}
	if _, is := spec.Gitlab[name]; is {
		return events.GitLabEventData{Headers: header, Body: &m.Body}, true
	}
	if _, is := spec.SQS[name]; is {
		return events.SQSEventData{MessageId: m.ID, Body: &m.Body}, true
	}
	if _, is := spec.PubSub[name]; is {
		return events.PubSubEventData{ID: m.ID, Body: &m.Body, Attributes: m.Attributes, PublishTime: m.Time.String()}, true
	}
	if _, is := spec.AzureQueueStorage[name]; is {
		return events.AzureQueueStorageEventData{Body: &m.Body, MessageID: m.ID, InsertionTime: m.Time}, true
	}
	if _, is := spec.Kafka[name]; is {
		return events.KafkaEventData{
			Topic: m.Topic, Key: m.Key, Partition: m.Partition, Body: &m.Body, Timestamp: m.Time.String(), Headers: m.Headers,
		}, true
	}
	if _, is := spec.Minio[name]; is {
		var info notification.Info
		if err := json.Unmarshal(m.Body, &info); err != nil {
			return nil, false
		}
		return events.MinioEventData{Notification: info.Records}, true
	}
	if source, is := spec.Resource[name]; is {
		return events.ResourceEventData{
			EventType: "UPDATE", Body: &m.Body, Group: source.Group, Version: source.Version, Resource: source.Resource,
		}, watched(source.Filter, m.Body)
	}
	return nil, false
}

// Whether a watched object passes the fields that are asked for, as the resource event source sees it.
func watched(filter *v1alpha1.ResourceFilter, body []byte) bool {
	for _, field := range filter.Fields {
		found := gjson.GetBytes(body, field.Key)
		if !found.Exists() || !regexp.MustCompile(field.Value).MatchString(found.Str) {
			return false
		}
	}
	return true
}
