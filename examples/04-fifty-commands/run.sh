#!/usr/bin/env bash
# Starts fifty commands at once and shows how they spread over the pool `demo` (examples/01-pool).
set -euo pipefail

kubectl delete spawns -l example=fifty --ignore-not-found --wait >/dev/null
for i in $(seq 50); do
  cat <<YAML
---
apiVersion: kpool.io/v1alpha1
kind: Spawn
metadata:
  name: fifty-$i
  labels: {example: fifty}
spec:
  poolName: demo
  command: {argv: [sh, -c, 'sleep 5; hostname']}
YAML
done | kubectl apply -f - >/dev/null

kubectl wait spawns -l example=fifty --for=condition=Succeeded --timeout=120s >/dev/null
echo "processes  host"
kubectl get spawns -l example=fifty -o jsonpath='{range .items[*]}{.status.hostName}{"\n"}{end}' | sort | uniq -c
