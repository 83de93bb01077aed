// Watches: the first state where it is asked for, then each change that the selectors choose.
//
// In: a request for one kind of objects. Out: lines of JSON, until the client leaves or its time is over.

package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"
)

// Streams changes, each as one line of JSON, until the client leaves or its time is over.
func (s *server) watch(w http.ResponseWriter, request *http.Request, r resource, keep func(object) bool) {
	query := request.URL.Query()
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	flusher := w.(http.Flusher)
	flusher.Flush()
	encoder := json.NewEncoder(w)
	tell := func(kind string, o object) bool {
		o = copyOf(o)
		s.typed(r, o)
		if encoder.Encode(object{"type": kind, "object": o}) != nil {
			return false
		}
		flusher.Flush()
		return true
	}
	version, _ := strconv.Atoi(query.Get("resourceVersion"))
	if version == 0 || query.Get("sendInitialEvents") == "true" {
		var items []object
		items, version = s.store.all(r, keep)
		for _, item := range items {
			if !tell("ADDED", item) {
				return
			}
		}
		if query.Get("sendInitialEvents") == "true" {
			end := object{"resourceVersion": strconv.Itoa(version), "annotations": object{"k8s.io/initial-events-end": "true"}}
			if !tell("BOOKMARK", object{"metadata": end}) {
				return
			}
		}
	}
	over := make(chan struct{})
	seconds, err := strconv.Atoi(query.Get("timeoutSeconds"))
	if err != nil {
		seconds = 600
	}
	go func() {
		select {
		case <-request.Context().Done():
		case <-time.After(time.Duration(seconds) * time.Second):
		}
		close(over)
		s.store.wake()
	}()
	stop := func() bool {
		select {
		case <-over:
			return true
		default:
			return false
		}
	}
	s.store.watch(version, stop, func(change event) bool {
		if change.resource != r {
			return true
		}
		was := change.before != nil && keep(change.before)
		is := change.after != nil && keep(change.after)
		switch {
		case was && is:
			return tell("MODIFIED", change.after)
		case is:
			return tell("ADDED", change.after)
		case was && change.after != nil:
			return tell("DELETED", change.after)
		case was:
			return tell("DELETED", change.before)
		}
		return true
	})
}
