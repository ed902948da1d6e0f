#!/usr/bin/env bash
# A worker that dies with its caller, and a caller that dies with its worker; both on the pool of examples/01-pool.
# usage: run.sh   (first: make programs)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

kubectl apply -f "$here/../01-pool/nodepool.yaml" >/dev/null
kubectl wait nodepool/demo --for=condition=Ready --timeout=120s >/dev/null
"$here/../run-program.sh" "$here" linked-worker
