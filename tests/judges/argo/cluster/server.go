// The Kubernetes API over HTTP, as much of it as the workflow-controller asks for: get, list, watch (with the first
// state streamed), create, update, patch, delete, and `status` written as the object itself.
//
// In: requests of the controller's clients. Out: JSON. What a real API server does besides is not done here: Argo's
// objects are not held against their schemas, which is another judge's matter, and every access review is granted.

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	authorization "k8s.io/api/authorization/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	policy "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/protobuf"
)

// The kinds behind the plurals.
var kinds = map[string]string{
	"pods": "Pod", "configmaps": "ConfigMap", "secrets": "Secret", "events": "Event", "serviceaccounts": "ServiceAccount",
	"namespaces": "Namespace", "persistentvolumeclaims": "PersistentVolumeClaim", "leases": "Lease",
	"poddisruptionbudgets": "PodDisruptionBudget", "workflows": "Workflow", "workflowtemplates": "WorkflowTemplate",
	"clusterworkflowtemplates": "ClusterWorkflowTemplate", "cronworkflows": "CronWorkflow",
	"workflowtasksets": "WorkflowTaskSet", "workflowtaskresults": "WorkflowTaskResult",
	"workflowartifactgctasks": "WorkflowArtifactGCTask", "workfloweventbindings": "WorkflowEventBinding",
	"selfsubjectaccessreviews": "SelfSubjectAccessReview",
}

type server struct {
	store *store
	kill  func(namespace, pod string) // what a command in a pod asks for: the controller's is always to end it
}

// What a request's path names.
type address struct {
	resource                     resource
	namespace, name, subresource string
}

func parse(path string) (address, bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	var a address
	switch {
	case len(parts) >= 3 && parts[0] == "api":
		a.resource.version, parts = parts[1], parts[2:]
	case len(parts) >= 4 && parts[0] == "apis":
		a.resource.group, a.resource.version, parts = parts[1], parts[2], parts[3:]
	default:
		return a, false
	}
	if parts[0] == "namespaces" && len(parts) >= 3 {
		a.namespace, parts = parts[1], parts[2:]
	}
	a.resource.plural = parts[0]
	if len(parts) > 1 {
		a.name = parts[1]
	}
	if len(parts) > 2 {
		a.subresource = parts[2]
	}
	return a, kinds[a.resource.plural] != ""
}

func (r resource) apiVersion() string {
	if r.group == "" {
		return r.version
	}
	return r.group + "/" + r.version
}

func (s *server) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	a, known := parse(request.URL.Path)
	if !known {
		refuse(w, &refusal{404, "NotFound", "no such resource here: " + request.URL.Path})
		return
	}
	if a.subresource == "exec" {
		s.kill(a.namespace, a.name)
		refuse(w, &refusal{400, "BadRequest", "commands in pods are not played"})
		return
	}
	query := request.URL.Query()
	keep, err := selector(a.namespace, query.Get("labelSelector"), query.Get("fieldSelector"))
	if err != nil {
		refuse(w, err)
		return
	}
	if watched := query.Get("watch"); watched == "true" || watched == "1" {
		s.watch(w, request, a.resource, keep)
		return
	}
	answer, err := s.answer(request, a, keep)
	if err != nil {
		refuse(w, err)
		return
	}
	s.typed(a.resource, answer)
	code := http.StatusOK
	if request.Method == http.MethodPost {
		code = http.StatusCreated
	}
	write(w, code, answer)
}

func (s *server) answer(request *http.Request, a address, keep func(object) bool) (object, error) {
	switch request.Method {
	case http.MethodGet:
		if a.name != "" {
			return s.store.get(a.resource, a.namespace, a.name)
		}
		items, version := s.store.all(a.resource, keep)
		for _, item := range items {
			s.typed(a.resource, item)
		}
		return object{
			"apiVersion": a.resource.apiVersion(), "kind": kinds[a.resource.plural] + "List",
			"metadata": object{"resourceVersion": strconv.Itoa(version)}, "items": items,
		}, nil
	case http.MethodPost:
		return s.create(request, a)
	case http.MethodPut:
		sent, err := body(request)
		if err != nil {
			return nil, err
		}
		return s.store.update(a.resource, a.namespace, a.name, func(object) (object, error) { return sent, nil })
	case http.MethodPatch:
		patch, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		return s.store.update(a.resource, a.namespace, a.name, func(o object) (object, error) {
			return patched(o, patch, request.Header.Get("Content-Type"))
		})
	case http.MethodDelete:
		return s.remove(a, keep)
	}
	return nil, &refusal{405, "MethodNotAllowed", request.Method}
}

func (s *server) create(request *http.Request, a address) (object, error) {
	sent, err := body(request)
	if err != nil {
		return nil, err
	}
	s.typed(a.resource, sent)
	switch {
	case a.resource.plural == "selfsubjectaccessreviews":
		child(sent, "status")["allowed"] = true
		return sent, nil
	case a.resource == pods:
		child(sent, "status")["phase"] = "Pending"
	}
	if err := admit(a.resource, a.namespace, sent); err != nil {
		return nil, err
	}
	return s.store.create(a.resource, a.namespace, sent)
}

// Deletes the object named, or all that are chosen.
func (s *server) remove(a address, keep func(object) bool) (object, error) {
	if a.name != "" {
		return s.store.remove(a.resource, a.namespace, a.name)
	}
	items, _ := s.store.all(a.resource, keep)
	for _, item := range items {
		if _, err := s.store.remove(a.resource, text(item, "metadata", "namespace"), text(item, "metadata", "name")); err != nil {
			return nil, err
		}
	}
	return object{"apiVersion": "v1", "kind": "Status", "status": "Success"}, nil
}

// Fills in the kind where the sender left it out.
func (s *server) typed(r resource, o object) {
	if text(o, "kind") == "" {
		o["apiVersion"], o["kind"] = r.apiVersion(), kinds[r.plural]
	}
}

// The types that clients send as protocol buffers.
var scheme = func() *runtime.Scheme {
	known := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		core.AddToScheme, authorization.AddToScheme, policy.AddToScheme, coordination.AddToScheme,
	} {
		if err := add(known); err != nil {
			panic(err)
		}
	}
	return known
}()

// The object that a request brings, from JSON or from protocol buffers.
func body(request *http.Request) (object, error) {
	raw, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(request.Header.Get("Content-Type"), runtime.ContentTypeProtobuf) {
		typed, kind, err := protobuf.NewSerializer(scheme, scheme).Decode(raw, nil, nil)
		if err != nil {
			return nil, &refusal{400, "BadRequest", err.Error()}
		}
		sent, err := runtime.DefaultUnstructuredConverter.ToUnstructured(typed)
		if err != nil {
			return nil, &refusal{400, "BadRequest", err.Error()}
		}
		sent["apiVersion"], sent["kind"] = kind.GroupVersion().String(), kind.Kind
		return copyOf(sent), nil
	}
	var sent object
	if err := json.Unmarshal(raw, &sent); err != nil {
		return nil, &refusal{400, "BadRequest", err.Error()}
	}
	return sent, nil
}

func write(w http.ResponseWriter, code int, answer object) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		fmt.Println("answer not sent:", err)
	}
}

func refuse(w http.ResponseWriter, err error) {
	var refused *refusal
	if !errors.As(err, &refused) {
		refused = &refusal{500, "InternalError", err.Error()}
	}
	write(w, refused.code, object{
		"apiVersion": "v1", "kind": "Status", "status": "Failure",
		"reason": refused.reason, "code": refused.code, "message": refused.message,
	})
}
