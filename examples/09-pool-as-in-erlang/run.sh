#!/usr/bin/env bash
# Starts a pool, uses it and stops it, all from a Java program in a pod.
# usage: run.sh   (wants target/pool-as-in-erlang.jar: make build)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

"$here/../run-program.sh" "$here" pool-as-in-erlang
