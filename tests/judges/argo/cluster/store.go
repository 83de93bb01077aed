// The objects of the cluster, in memory, with what an API server promises about them: versions that only grow, a
// conflict for whoever updates an old version, finalizers that hold back a deletion, and watches that miss nothing.
//
// In: objects as decoded JSON. Out: copies of them, and events to whoever watches.

package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"
)

type object = map[string]any

// Names a kind of object as its address does.
type resource struct{ group, version, plural string }

// One change, as a watch tells it. `before` is nil where the object is new, `after` where it is gone.
type event struct {
	resource      resource
	version       int
	before, after object
}

type store struct {
	mu      sync.Mutex
	changed *sync.Cond
	version int
	objects map[resource]map[string]object // by namespace/name
	events  []event
	closed  bool
}

// A refusal, with the reason and the code that Kubernetes gives.
type refusal struct {
	code            int
	reason, message string
}

func (r *refusal) Error() string { return r.message }

func newStore() *store {
	s := &store{objects: map[resource]map[string]object{}}
	s.changed = sync.NewCond(&s.mu)
	return s
}

func copyOf(o object) object {
	text, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	var copied object
	if err := json.Unmarshal(text, &copied); err != nil {
		panic(err)
	}
	return copied
}

// The object at a path of keys, made where it is missing.
func child(o object, keys ...string) object {
	for _, key := range keys {
		next, ok := o[key].(object)
		if !ok {
			next = object{}
			o[key] = next
		}
		o = next
	}
	return o
}

// What stands at a path of keys, or nil.
func at(o object, keys ...string) any {
	var found any = o
	for _, key := range keys {
		inner, _ := found.(object)
		found = inner[key]
	}
	return found
}

// The text at a path of keys, or "".
func text(o object, keys ...string) string {
	found, _ := at(o, keys...).(string)
	return found
}

// The objects in the list at a path of keys.
func list(o object, keys ...string) []object {
	items, _ := at(o, keys...).([]any)
	var found []object
	for _, item := range items {
		if o, ok := item.(object); ok {
			found = append(found, o)
		}
	}
	return found
}

func place(namespace, name string) string { return namespace + "/" + name }

func random(length int) string {
	const letters = "bcdfghjklmnpqrstvwxz2456789"
	raw := make([]byte, length)
	if _, err := rand.Read(raw); err != nil {
		panic(err)
	}
	for i, b := range raw {
		raw[i] = letters[int(b)%len(letters)]
	}
	return string(raw)
}

// Takes a change down and wakes the watchers. The caller holds the lock.
func (s *store) record(r resource, before, after object) {
	s.version++
	told := after
	if told == nil {
		told = before
	}
	child(told, "metadata")["resourceVersion"] = strconv.Itoa(s.version)
	s.events = append(s.events, event{r, s.version, before, after})
	s.changed.Broadcast()
}

func (s *store) create(r resource, namespace string, o object) (object, error) {
	o = copyOf(o)
	metadata := child(o, "metadata")
	if text(o, "metadata", "name") == "" {
		metadata["name"] = text(o, "metadata", "generateName") + random(5)
	}
	if namespace != "" {
		metadata["namespace"] = namespace
	}
	metadata["uid"] = fmt.Sprintf("%s-%s-%s", random(8), random(4), random(12))
	metadata["creationTimestamp"] = time.Now().UTC().Format(time.RFC3339)
	metadata["generation"] = 1
	s.mu.Lock()
	defer s.mu.Unlock()
	key := place(namespace, text(o, "metadata", "name"))
	if s.objects[r] == nil {
		s.objects[r] = map[string]object{}
	}
	if s.objects[r][key] != nil {
		return nil, &refusal{409, "AlreadyExists", fmt.Sprintf("%s %q already exists", r.plural, key)}
	}
	s.objects[r][key] = o
	s.record(r, nil, o)
	return copyOf(o), nil
}

func (s *store) get(r resource, namespace, name string) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.objects[r][place(namespace, name)]
	if o == nil {
		return nil, &refusal{404, "NotFound", fmt.Sprintf("%s %q not found", r.plural, name)}
	}
	return copyOf(o), nil
}

// All objects of a kind that `keep` keeps, and the version at which they stood so.
func (s *store) all(r resource, keep func(object) bool) ([]object, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := []object{}
	for _, o := range s.objects[r] {
		if keep(o) {
			found = append(found, copyOf(o))
		}
	}
	return found, s.version
}

// Replaces an object by what `change` makes of it. A version that `change` leaves in it must be the present one.
func (s *store) update(r resource, namespace, name string, change func(object) (object, error)) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := place(namespace, name)
	before := s.objects[r][key]
	if before == nil {
		return nil, &refusal{404, "NotFound", fmt.Sprintf("%s %q not found", r.plural, name)}
	}
	after, err := change(copyOf(before))
	if err != nil {
		return nil, err
	}
	asked, present := text(after, "metadata", "resourceVersion"), text(before, "metadata", "resourceVersion")
	if asked != "" && asked != present {
		return nil, &refusal{409, "Conflict", fmt.Sprintf("%s %q: the object has been modified", r.plural, name)}
	}
	for _, kept := range []string{"name", "namespace", "uid", "creationTimestamp", "deletionTimestamp"} {
		if value, there := before["metadata"].(object)[kept]; there {
			child(after, "metadata")[kept] = value
		}
	}
	if text(after, "metadata", "deletionTimestamp") != "" && !held(after) {
		delete(s.objects[r], key)
		s.record(r, after, nil)
		return copyOf(after), nil
	}
	s.objects[r][key] = after
	s.record(r, before, after)
	return copyOf(after), nil
}

// Whether finalizers hold the object back from its deletion.
func held(o object) bool {
	finalizers, _ := at(o, "metadata", "finalizers").([]any)
	return len(finalizers) > 0
}

func (s *store) remove(r resource, namespace, name string) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := place(namespace, name)
	before := s.objects[r][key]
	if before == nil {
		return nil, &refusal{404, "NotFound", fmt.Sprintf("%s %q not found", r.plural, name)}
	}
	after := copyOf(before)
	if held(before) {
		if text(before, "metadata", "deletionTimestamp") == "" {
			child(after, "metadata")["deletionTimestamp"] = time.Now().UTC().Format(time.RFC3339)
			s.objects[r][key] = after
			s.record(r, before, after)
		}
		return copyOf(after), nil
	}
	delete(s.objects[r], key)
	s.record(r, after, nil)
	return copyOf(after), nil
}

// Calls `tell` with each change after `version`, in order, until it or `stop` says no.
func (s *store) watch(version int, stop func() bool, tell func(event) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := 0
	for next < len(s.events) && s.events[next].version <= version {
		next++
	}
	for !s.closed && !stop() {
		if next == len(s.events) {
			s.changed.Wait()
			continue
		}
		change := s.events[next]
		next++
		s.mu.Unlock()
		going := tell(change)
		s.mu.Lock()
		if !going {
			return
		}
	}
}

// Wakes all watchers, so that they look at their `stop`.
func (s *store) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed.Broadcast()
}
