// What the pods of event sources check before they listen.
//
// In: an event source. Out: what is wrong with it.

package main

import (
	"context"

	"github.com/argoproj/argo-events/pkg/apis/events/v1alpha1"
	"github.com/argoproj/argo-events/pkg/eventsources"
)

func listeners(source *v1alpha1.EventSource) []string {
	var wrong []string
	servers, _ := eventsources.GetEventingServers(source, nil)
	for _, kind := range servers {
		for _, server := range kind {
			if err := server.ValidateEventSource(context.Background()); err != nil {
				wrong = append(wrong, source.Name+"/"+server.GetEventName()+": "+err.Error())
			}
		}
	}
	return wrong
}
