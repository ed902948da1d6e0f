#!/usr/bin/env bash
# Three members of a process group talk to each other; then one of them dies.
# usage: run.sh   (first: make programs)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
[ -f "$here/target/chat-room.jar" ] || { echo "$here/target/chat-room.jar is not there: first: make programs" >&2; exit 1; }

# The workers run code of the same jar.
kubectl create configmap chat-room-jar --from-file="$here/target/chat-room.jar" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null
kubectl apply -f "$here/nodepool.yaml" >/dev/null
kubectl wait nodepool/chat-room --for=condition=Ready --timeout=120s >/dev/null
"$here/../run-program.sh" "$here" chat-room
