#!/usr/bin/env bash
# Renders the Mandelbrot set in 64 tiles by 64 processes over a pool, and writes it as a PNG.
# usage: run.sh [FILE]   (first: make build)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
picture=${1:-mandelbrot.png}
jar=$here/target/mandelbrot.jar
[ -f "$jar" ] || { echo "$jar is not there: first: make build" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
tiles=8

kubectl create configmap mandelbrot-jar --from-file="$jar" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null
kubectl apply -f "$here/nodepool.yaml" >/dev/null
kubectl wait nodepool/mandelbrot --for=condition=Ready --timeout=120s >/dev/null

kubectl delete spawns -l example=mandelbrot --ignore-not-found --wait >/dev/null
for row in $(seq 0 $((tiles - 1))); do
  for column in $(seq 0 $((tiles - 1))); do
    cat <<YAML
---
apiVersion: kpool.io/v1alpha1
kind: Spawn
metadata:
  name: tile-$column-$row
  labels: {example: mandelbrot, column: "$column", row: "$row"}
spec:
  poolName: mandelbrot
  java:
    module: io.kpool.examples.mandelbrot.Tile
    function: render
    args: [$column, $row, $tiles]
YAML
  done
done | kubectl apply -f - >/dev/null

kubectl wait spawns -l example=mandelbrot --for=condition=Succeeded --timeout=120s >/dev/null
mkdir -p "$(dirname "$picture")"
kubectl get spawns -l example=mandelbrot \
  -o jsonpath='{range .items[*]}{.metadata.labels.column} {.metadata.labels.row} {.status.result}{"\n"}{end}' |
  "$java" -Djava.awt.headless=true -cp "$jar" io.kpool.examples.mandelbrot.Picture "$picture"

echo "tiles  host"
kubectl get spawns -l example=mandelbrot -o jsonpath='{range .items[*]}{.status.hostName}{"\n"}{end}' | sort | uniq -c
echo "The picture is $(realpath "$picture")"
