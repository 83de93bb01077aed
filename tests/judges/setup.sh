#!/usr/bin/env bash
# Installs what the outside judges need under target/judges: a Python environment with KFP's client, and the judges
# that are written in Go. Needs Python 3.10 or later and Go, and does only what is not yet done.
set -euo pipefail
cd "$(dirname "$0")/../.."
judges=$PWD/target/judges
python=$judges/venv/bin/python
mkdir -p "$judges"

if ! cmp -s tests/judges/requirements.txt "$judges/installed.txt"; then
    rm -rf "$judges/venv"
    python3 -m venv "$judges/venv"
    "$python" -m pip install --quiet --no-deps --requirement tests/judges/requirements.txt
    cp tests/judges/requirements.txt "$judges/installed.txt"
fi

(
    cd tests/judges/backend
    "$python" protos.py "$judges/kfp" go run google.golang.org/protobuf/cmd/protoc-gen-go
    go build -buildvcs=false -o "$judges/backend" .
)
(
    cd tests/judges/readers
    go build -buildvcs=false -o "$judges/readers-go" .
)
(
    cd tests/judges/argo/cluster
    go build -buildvcs=false -o "$judges/argo-cluster" .
)
(
    cd tests/judges/argo/engine
    go build -buildvcs=false -o "$judges/argo-controller" github.com/argoproj/argo-workflows/v3/cmd/workflow-controller
    go build -buildvcs=false -o "$judges/argo-lint3" ./lint3
    go build -buildvcs=false -o "$judges/argo-lint4" ./lint4
    go build -buildvcs=false -o "$judges/argo-expressions" ./expressions
)
(
    cd tests/judges/argo/events
    go build -buildvcs=false -o "$judges/argo-events" .
)
(
    cd tests/judges/alerts
    go build -buildvcs=false -o "$judges/alerts" .
)
(
    cd tests/judges/kustomize
    go build -buildvcs=false -o "$judges/kustomize-cli" sigs.k8s.io/kustomize/kustomize/v5
)
