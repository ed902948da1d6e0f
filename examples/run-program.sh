#!/usr/bin/env bash
# Runs a Java program in a pod of the cluster and prints what it prints.
# usage: run-program.sh FOLDER NAME   (the folder has program.yaml and, after `make programs`, target/NAME.jar)
set -euo pipefail

folder=$1
name=$2
[ -f "$folder/target/$name.jar" ] || { echo "$folder/target/$name.jar is not there: first: make programs" >&2; exit 1; }

kubectl create configmap "$name-jar" --from-file="$folder/target/$name.jar" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null
kubectl delete pod "$name" --ignore-not-found --wait >/dev/null
kubectl apply -f "$folder/program.yaml" >/dev/null

phase=
for _ in $(seq 240); do
  phase=$(kubectl get pod "$name" -o jsonpath='{.status.phase}')
  if [ "$phase" = Succeeded ] || [ "$phase" = Failed ]; then
    break
  fi
  sleep 0.5
done
kubectl logs "$name" || true
if [ "$phase" != Succeeded ]; then
  echo "The program's pod is $phase, not Succeeded: kubectl describe pod $name" >&2
  exit 1
fi
