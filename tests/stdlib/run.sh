#!/bin/sh
# Runs the standard library's components as `mlc` emits them against MLflow's real server and a real
# HTTP listener. In: the compiler as $MLC (target/release/mlc if unset), arguments for pytest.
# Out: pytest's report, whose last line counts what passed; its exit code.
set -eu
cd "$(dirname "$0")/../.."
MLC=${MLC:-target/release/mlc}
[ -x "$MLC" ] || { echo "no compiler at $MLC: run cargo build --release first" >&2; exit 2; }
MLC=$(cd "$(dirname "$MLC")" && pwd)/$(basename "$MLC")
export MLC

home=target/stdlib
for name in server bodies; do
    wanted=tests/stdlib/requirements.txt
    [ "$name" = bodies ] || wanted=tests/stdlib/requirements-server.txt
    cmp -s "$wanted" "$home/$name/installed.txt" && continue
    python3 -m venv "$home/$name"
    "$home/$name/bin/pip" install --quiet --requirement "$wanted"
    # As KFP's own bootstrap does: its runtime without what only its client needs.
    [ "$name" = server ] || "$home/$name/bin/pip" install --quiet --no-deps kfp==2.17.3
    cp "$wanted" "$home/$name/installed.txt"
done
exec "$home/bodies/bin/python" -m pytest -q -p no:cacheprovider tests/stdlib "$@"
