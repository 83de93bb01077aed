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

# install NAME REQUIREMENTS...: a virtual environment, made anew where what it is to hold changed.
# The judges' list is whole, and pip would refuse it; the others bring along what they need.
install() {
    home=target/stdlib/$1
    shift
    if ! cat "$@" | cmp -s - "$home/installed.txt"; then
        rm -rf "$home"
        python3 -m venv "$home"
        for file in "$@"; do
            case $file in
            tests/judges/*) "$home/bin/pip" install --quiet --no-deps --requirement "$file" ;;
            *) "$home/bin/pip" install --quiet --requirement "$file" ;;
            esac
        done
        cat "$@" > "$home/installed.txt"
    fi
}
install server tests/stdlib/requirements-server.txt
install bodies tests/judges/requirements.txt tests/stdlib/requirements.txt

PATH="$PWD/target/stdlib/bodies/bin:$PATH" # `python3` of an emitted command
export PATH
exec python3 -m pytest -q -p no:cacheprovider tests/stdlib "$@"
