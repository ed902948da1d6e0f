#!/usr/bin/env bash
# Counts the primes below two million by a hundred processes over a pool, from a Java program in a pod.
# usage: run.sh   (first: make programs)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
[ -f "$here/target/parallel-map.jar" ] || { echo "$here/target/parallel-map.jar is not there: first: make programs" >&2; exit 1; }

# The workers run code of the same jar.
kubectl create configmap parallel-map-jar --from-file="$here/target/parallel-map.jar" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null
kubectl apply -f "$here/nodepool.yaml" >/dev/null
kubectl wait nodepool/primes --for=condition=Ready --timeout=120s >/dev/null
"$here/../run-program.sh" "$here" parallel-map
