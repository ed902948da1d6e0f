#!/usr/bin/env bash
# Starts a pool, uses it and stops it, all from a Java program in a pod.
# usage: run.sh   (first: make programs)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

"$here/../run-program.sh" "$here" pool-as-in-erlang
