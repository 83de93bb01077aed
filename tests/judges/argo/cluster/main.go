// A cluster on one machine, for judging Argo YAML: an API server in memory, the real workflow-controller as a process
// of its own, and a kubelet with argoexec's part that runs each pod's main container as a local process.
//
// In: flags, and a plan as JSON on standard input (see `plan`). Out: a JSON list on standard output, one entry a run:
// the workflow's phase and message, and of each node its name, type, template, phase, message, inputs, outputs,
// and what its container printed. Needs Linux and root. The exit code says only whether the plan could be played.

package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

const controllerNamespace = "argo"

func main() {
	if len(os.Args) == 2 && os.Args[1] == "sandbox" {
		sandboxed()
	}
	controller := flag.String("controller", "", "the workflow-controller, a program")
	python := flag.String("python", "", "the folder of a Python outside of /usr that containers run")
	work := flag.String("work", "", "a folder to work in, emptied before")
	slots := flag.Int("slots", 4, "how many containers run at once")
	flag.Parse()
	if err := play(*controller, *python, *work, *slots); err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

func play(controller, python, work string, slots int) error {
	var wanted plan
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wanted); err != nil {
		return fmt.Errorf("the plan: %w", err)
	}
	if err := os.RemoveAll(work); err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	s := newStore()
	k := &kubelet{
		store: s, objects: objects{filepath.Join(work, "objects")}, folder: filepath.Join(work, "pods"), python: python,
		slots:   make(chan struct{}, slots),
		running: map[string]*exec.Cmd{}, ended: map[string]bool{}, printed: map[string]string{}, shares: map[string]string{},
		parts: map[string]map[string]part{},
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() {
		err := http.Serve(listener, &server{s, k.kill})
		fmt.Fprintln(os.Stderr, "API server:", err)
	}()
	stop, err := start(controller, listener.Addr().String(), s, work)
	if err != nil {
		return err
	}
	defer stop()
	go k.serve()

	results := make([]result, len(wanted.Runs))
	done := map[string]chan struct{}{}
	for _, r := range wanted.Runs {
		done[r.Name] = make(chan struct{})
	}
	var all sync.WaitGroup
	for i, r := range wanted.Runs {
		all.Go(func() {
			defer close(done[r.Name])
			if r.After != "" {
				<-done[r.After]
			}
			results[i] = r.play(k)
		})
	}
	all.Wait()
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	return encoder.Encode(results)
}

// Starts the controller against the API server. Its log goes to controller.log; the function returned ends it.
func start(program, address string, s *store, work string) (func(), error) {
	settings := object{
		"artifactRepository": `{"s3": {"endpoint": "store.invalid", "bucket": "artifacts", "insecure": true}}`,
		"metricsConfig":      `{"enabled": false}`,
		"executor":           `{"imagePullPolicy": "IfNotPresent"}`,
	}
	held := object{"apiVersion": "v1", "kind": "ConfigMap", "metadata": object{"name": "workflow-controller-configmap"}, "data": settings}
	if _, err := s.create(configMaps, controllerNamespace, held); err != nil {
		return nil, err
	}
	config := filepath.Join(work, "kubeconfig")
	kubeconfig := fmt.Sprintf(`{"apiVersion": "v1", "kind": "Config", "current-context": "it",
		"clusters": [{"name": "it", "cluster": {"server": "http://%s"}}], "users": [{"name": "it", "user": {}}],
		"contexts": [{"name": "it", "context": {"cluster": "it", "user": "it", "namespace": "%s"}}]}`, address, controllerNamespace)
	if err := os.WriteFile(config, []byte(kubeconfig), 0o600); err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(work, "controller.log"))
	if err != nil {
		return nil, err
	}
	command := exec.Command(program, "--kubeconfig", config, "--executor-image", "argoexec", "--qps", "1000", "--burst", "2000")
	command.Env = append(os.Environ(), "LEADER_ELECTION_DISABLE=true", "DEFAULT_REQUEUE_TIME=100ms", "MAX_OPERATION_TIME=5m")
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		return nil, err
	}
	return func() {
		_ = command.Process.Kill() // it serves until it is ended
		_ = command.Wait()
		_ = log.Close()
	}, nil
}
