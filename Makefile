# What everyone uses. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help announce demo check test it soak bench build images plugin install load programs cluster env down format

# The cluster comes up, or is built, while Maven builds the images.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += --jobs=2
endif

export JAVA_HOME := $(shell .mvn/find-jdk)
ifeq ($(JAVA_HOME),)
$(error nothing can be built without it)
endif

# Where k3s is the cluster, it outlives the command that starts it.
export TESTCONTAINERS_REUSE_ENABLE ?= true

cluster_jar := cluster/target/cluster.jar
cluster := $(JAVA_HOME)/bin/java -cp '$(cluster_jar):cluster/target/lib/*' io.kpool.cluster.ClusterCommand
java_examples := examples/07-parallel-map,examples/08-linked-worker,examples/09-pool-as-in-erlang,examples/10-chat-room,examples/11-named-workers
bench := $(JAVA_HOME)/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp 'bench/target/bench.jar:bench/target/lib/*'
# Programs that measure parts of one run put them into one report: its name is that of the moment when the first began.
export KPOOL_BENCH_RUN := $(or $(KPOOL_BENCH_RUN),$(shell date +%Y-%m-%dT%H%M%S))
# Those on the cluster last: it is not up while the others are measured, unless it was before.
ONLY ?= domain spawn groups scale erlang ray dask resources plugin
on_cluster := resources plugin
# One line for each module instead of Maven's many; what fails is printed whole.
quietly := .mvn/quietly ./mvnw --threads 2 -DskipTests -Dspotless.check.skip

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# The first words, before what takes long begins.
announce:
	@echo "==> kpool from nothing. A first run takes up to half an hour, most of it where no container engine is there and Kubernetes is compiled;"
	@echo "    what it fetched and built stays in ~/.cache/kpool, and later runs take about two minutes"

demo: announce install ## from nothing to a pool that runs processes; leaves it running
	@eval "$$($(cluster) env)" && examples/demo.sh

check: ## format, compiler, and every test that needs no cluster
	./mvnw verify --threads 2

test: $(cluster_jar) ## every test; starts the cluster, and stops it again unless it was running
	@was=$$($(cluster) status >/dev/null 2>&1 && echo up || echo down); \
	$(cluster) up; \
	eval "$$($(cluster) env)"; \
	result=0; ./mvnw verify --threads 2 -Pimages -DskipITs=false -Dkpool.base.image=$$($(cluster) base-image) || result=$$?; \
	if [ $$was = down ]; then $(cluster) down; fi; \
	exit $$result

it: programs ## some of the tests on the cluster: make it TEST=SpawnIT
	@eval "$$($(cluster) env)"; \
	./mvnw verify -DskipITs=false -pl e2e -am -Dtest=none -Dit.test='$(TEST)' \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false

soak: $(cluster_jar) ## the long tests: kills, restarts, repetitions
	@$(cluster) up
	@eval "$$($(cluster) env)"; \
	for run in 1 2 3 4 5; do \
	  ./mvnw verify --threads 2 -Pimages -DskipITs=false -Dkpool.soak.rounds=20 -Dkpool.base.image=$$($(cluster) base-image); \
	done

bench: images ## what measures, and kpool's peers: all of it, or make bench ONLY="spawn erlang"
	@$(quietly) package -pl bench -am
	@$(bench) io.kpool.bench.Bench $(filter-out $(on_cluster),$(ONLY))
	@$(if $(filter plugin,$(ONLY)),$(MAKE) --no-print-directory plugin)
	@$(if $(filter $(on_cluster),$(ONLY)),$(MAKE) --no-print-directory install)
	@$(if $(filter $(on_cluster),$(ONLY)),eval "$$($(cluster) env)" && $(bench) io.kpool.bench.Bench $(filter $(on_cluster),$(ONLY)))

build: ## compile and package everything, without tests
	@$(quietly) package

images: $(cluster_jar) ## the operator's and the worker's images, as archives under */target
	@base=$$($(cluster) base-image); \
	$(quietly) package -Pimages -Dkpool.base.image=$$base -pl operator,examples/06-mandelbrot -am

plugin: ## the archive of kubectl kpool, with a Java runtime of its own: kubectl-kpool/target
	@$(quietly) package -Pimages -pl kubectl-kpool

install: cluster images ## kpool on the cluster, from this checkout
	@$(cluster) load-image operator/target/kpool-operator.tar worker-image/target/kpool-worker.tar
	@echo "==> Installing kpool with Helm into namespace kpool-system"
	@eval "$$($(cluster) env)"; \
	before=$$(kubectl -n kpool-system get deployment kpool-operator --ignore-not-found -o name); \
	helm upgrade --install kpool charts/kpool --namespace kpool-system --create-namespace >/dev/null; \
	if [ -n "$$before" ]; then kubectl -n kpool-system rollout restart "$$before" >/dev/null; fi; \
	kubectl -n kpool-system rollout status deployment/kpool-operator --timeout=120s

load: $(cluster_jar) ## an image of yours onto the cluster's nodes: make load IMAGE=ARCHIVE.tar
	@$(cluster) load-image $(IMAGE)

programs: install ## on the cluster: the image that examples 07 to 11 run in; their jars under examples/*/target
	@base=$$($(cluster) base-image); \
	$(quietly) package -Pimages -Dkpool.base.image=$$base -pl $(java_examples) -am
	@$(cluster) load-image client/target/kpool-client.tar

cluster: $(cluster_jar) ## a Kubernetes to try things on, without kpool
	@$(cluster) up

env: $(cluster_jar) ## the exports for eval: KUBECONFIG and PATH
	@$(cluster) env

down: $(cluster_jar) ## stop the cluster and remove what it left; says what stays on a cluster of yours
	@$(cluster) down

format: ## format the code
	@./mvnw -q spotless:apply

$(cluster_jar): pom.xml cluster/pom.xml $(shell find cluster/src/main -type f)
	@$(quietly) package -pl cluster -am
