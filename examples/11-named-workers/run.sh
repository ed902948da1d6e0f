#!/usr/bin/env bash
# Calls workers by the name that they share; one of them is killed while it is called.
# usage: run.sh   (first: make programs)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
[ -f "$here/target/named-workers.jar" ] || { echo "$here/target/named-workers.jar is not there: first: make programs" >&2; exit 1; }

# The workers run code of the same jar.
kubectl create configmap named-workers-jar --from-file="$here/target/named-workers.jar" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null
kubectl apply -f "$here/nodepool.yaml" >/dev/null
kubectl wait nodepool/named-workers --for=condition=Ready --timeout=120s >/dev/null
"$here/../run-program.sh" "$here" named-workers
