#!/usr/bin/env bash
# What `make demo` shows, on the current kubeconfig context, where kpool is installed: runs processes in a pool.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
step() { printf '\n==> %s\n' "$*"; }

step "A pool of three hosts: kubectl apply -f examples/01-pool"
kubectl apply -f examples/01-pool
kubectl wait nodepool/demo --for=condition=Ready --timeout=120s
kubectl get pods -l kpool.io/pool=demo -o wide

step "A command and a Java function: kubectl apply -f examples/02-command -f examples/03-java-function"
kubectl apply -f examples/02-command -f examples/03-java-function
kubectl wait spawn/hello spawn/max --for=condition=Succeeded --timeout=60s
hello=$(kubectl get spawn hello -o jsonpath='{.status.hostName}')
printf 'hello ran on %s and printed (kubectl logs demo-%s): ' "$hello" "$hello"
kubectl logs "demo-$hello" | grep -F "\"$(kubectl get spawn hello -o jsonpath='{.status.pid}')\"" ||
  echo "nothing that is still there: its worker was replaced since"
kubectl get spawn max -o jsonpath='java.lang.Math.max(3, 5) = {.status.result}{"\n"}'

step "Fifty commands over three hosts: examples/04-fifty-commands/run.sh"
examples/04-fifty-commands/run.sh

step "The Mandelbrot set in 64 tiles by 64 processes: examples/06-mandelbrot/run.sh"
examples/06-mandelbrot/run.sh "$root/target/mandelbrot.png"

step "The pools"
kubectl get nodepools

cat <<'TEXT'

Now try:
  eval "$(make env)"                                # KUBECONFIG and PATH for this shell
  kubectl get npool,spw                             # what there is
  kubectl logs demo-alpha                           # what its processes printed, with their pids
  kubectl describe nodepool demo                    # its hosts, its load, what happened
  kubectl apply -f examples/05-broken-host          # a host that cannot start, and why
  kubectl explain spawn.spec                        # every field
  make down                                         # remove all of it but ~/.cache/kpool
TEXT
