// What the API server would refuse: objects with wrong metadata, pods and config maps that Kubernetes' own validation
// does not take, whatever is too large for its store.
//
// In: an object to be created. Out: a refusal, worded as Kubernetes words it.

package main

import (
	"fmt"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	podutil "k8s.io/kubernetes/pkg/api/pod"
	internal "k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install" // defaults and conversions
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

// etcd's limit of a request.
const largest = 3 << 19

func admit(r resource, namespace string, o object) error {
	if size := len(encoded(o)); size > largest {
		return &refusal{413, "RequestEntityTooLarge", fmt.Sprintf("%d bytes: etcdserver: request is too large", size)}
	}
	child(o, "metadata")["namespace"] = namespace
	var faults field.ErrorList
	var err error
	switch r {
	case pods:
		faults, err = podFaults(o)
	case configMaps:
		var given internal.ConfigMap
		if err = typed(o, &core.ConfigMap{}, &given); err == nil {
			faults = validation.ValidateConfigMap(&given)
		}
	default:
		var given meta.ObjectMeta
		if err = runtime.DefaultUnstructuredConverter.FromUnstructured(child(o, "metadata"), &given); err == nil {
			path := field.NewPath("metadata")
			faults = validation.ValidateObjectMeta(&given, namespace != "", validation.ValidateConfigMapName, path)
		}
	}
	if err != nil {
		return &refusal{400, "BadRequest", err.Error()}
	}
	if len(faults) == 0 {
		return nil
	}
	return &refusal{422, "Invalid", fmt.Sprintf("%s %q is invalid: %s", r.plural, text(o, "metadata", "name"), faults.ToAggregate())}
}

func podFaults(o object) (field.ErrorList, error) {
	var pod internal.Pod
	if err := typed(o, &core.Pod{}, &pod); err != nil {
		return nil, err
	}
	options := podutil.GetValidationOptionsFromPodSpecAndMeta(&pod.Spec, nil, &pod.ObjectMeta, nil)
	options.ResourceIsPod = true
	return validation.ValidatePodCreate(&pod, options), nil
}

// Reads an object into Kubernetes' own form, with its defaults. A field that is not known is an error.
func typed(o object, versioned, into runtime.Object) error {
	if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(o, versioned, true); err != nil {
		return err
	}
	legacyscheme.Scheme.Default(versioned)
	return legacyscheme.Scheme.Convert(versioned, into, nil)
}
