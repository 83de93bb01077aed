// What the controller gets to see of a pod: its phase, its containers' states, and the outputs of its node.
//
// In: a pod and how it went. Out: the pod's status and a WorkflowTaskResult, in the store.

package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

// How a pod went: the phase, and each container's exit code and message.
type ending struct {
	exit            int
	reason, message string // of the main container
	wait            string // what the executor's side could not do, or ""
	init            string // what kept the main container from being started, or ""
}

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// Sets the pod's phase, and the state that `state` gives each of its containers.
func (k *kubelet) status(pod object, phase string, state func(object) object) {
	_, err := k.store.update(pods, text(pod, "metadata", "namespace"), text(pod, "metadata", "name"), func(o object) (object, error) {
		status := child(o, "status")
		status["phase"] = phase
		if status["startTime"] == nil {
			status["startTime"] = now()
		}
		status["conditions"] = []any{object{"type": "PodScheduled", "status": "True"}}
		for field, containers := range map[string]string{"containerStatuses": "containers", "initContainerStatuses": "initContainers"} {
			var all []any
			for _, c := range list(o, "spec", containers) {
				s := state(c)
				if field == "initContainerStatuses" && phase == "Running" {
					s = terminated(0, "")
				}
				if s == nil {
					s = object{"waiting": object{"reason": "PodInitializing"}}
				}
				all = append(all, object{"name": c["name"], "image": c["image"], "state": s, "ready": phase == "Running", "restartCount": 0})
			}
			status[field] = all
		}
		return o, nil
	})
	var refused *refusal
	if err != nil && !(errors.As(err, &refused) && refused.code == 404) {
		fmt.Fprintln(os.Stderr, "pod status:", err)
	}
}

func terminated(exit int, message string) object {
	reason := "Completed"
	if exit != 0 {
		reason = "Error"
	}
	return object{"terminated": object{"exitCode": exit, "reason": reason, "message": message, "startedAt": now(), "finishedAt": now()}}
}

func (k *kubelet) finish(pod object, end ending) {
	phase := "Succeeded"
	if end.exit != 0 || end.wait != "" || end.init != "" {
		phase = "Failed"
	}
	k.status(pod, phase, func(c object) object {
		switch {
		case end.init != "":
			if c["name"] == "init" {
				return terminated(1, end.init)
			}
			return nil
		case c["name"] == "main":
			return terminated(end.exit, end.message)
		case c["name"] == "wait" && end.wait != "":
			return terminated(1, end.wait)
		}
		return terminated(0, "")
	})
	if end.reason != "" {
		_, _ = k.store.update(pods, text(pod, "metadata", "namespace"), text(pod, "metadata", "name"), func(o object) (object, error) {
			child(o, "status")["reason"] = end.reason
			child(o, "status")["message"] = end.message
			return o, nil
		})
	}
}

// Writes the node's outputs where the controller looks for them.
func (k *kubelet) report(pod, outputs object, complete string) {
	namespace, node := text(pod, "metadata", "namespace"), text(pod, "metadata", "annotations", "workflows.argoproj.io/node-id")
	const label = "workflows.argoproj.io/report-outputs-completed"
	result := object{
		"apiVersion": "argoproj.io/v1alpha1", "kind": "WorkflowTaskResult",
		"metadata": object{"name": node, "ownerReferences": at(pod, "metadata", "ownerReferences"), "labels": object{
			"workflows.argoproj.io/workflow": text(pod, "metadata", "labels", "workflows.argoproj.io/workflow"), label: complete,
		}},
	}
	if len(outputs) > 0 {
		result["outputs"] = outputs
	}
	_, err := k.store.create(taskResults, namespace, result)
	if err != nil {
		_, err = k.store.update(taskResults, namespace, node, func(o object) (object, error) {
			child(o, "metadata", "labels")[label] = complete
			if len(outputs) > 0 {
				o["outputs"] = outputs
			}
			return o, nil
		})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "task result:", err)
	}
}
