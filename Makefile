# What everyone uses. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo check test soak bench build images cluster env down format

export JAVA_HOME := $(shell .mvn/find-jdk)
ifeq ($(JAVA_HOME),)
$(error nothing can be built without it)
endif

cluster_jar := cluster/target/cluster.jar
cluster := $(JAVA_HOME)/bin/java -cp '$(cluster_jar):cluster/target/lib/*' io.kpool.cluster.ClusterCommand
# One line for each module instead of Maven's many; what fails is printed whole.
quietly := .mvn/quietly ./mvnw

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: images ## from nothing to a pool that runs processes; leaves it running
	@$(cluster) up
	@eval "$$($(cluster) env)" && examples/demo.sh

check: ## format, compiler, and every test that needs no cluster
	./mvnw verify

test: $(cluster_jar) ## every test; starts the cluster, and stops it again unless it was running
	@was=$$($(cluster) status >/dev/null 2>&1 && echo up || echo down); \
	$(cluster) up; \
	eval "$$($(cluster) env)"; \
	result=0; ./mvnw verify -Pimages -DskipITs=false -Dkpool.base.image=$$($(cluster) base-image) || result=$$?; \
	if [ $$was = down ]; then $(cluster) down; fi; \
	exit $$result

soak: $(cluster_jar) ## the long tests: kills, restarts, repetitions
	@$(cluster) up
	@eval "$$($(cluster) env)"; \
	for run in 1 2 3 4 5; do \
	  ./mvnw verify -Pimages -DskipITs=false -Dkpool.soak.rounds=20 -Dkpool.base.image=$$($(cluster) base-image); \
	done

bench: ## what measures
	@$(quietly) package -DskipTests -pl bench -am
	@$(JAVA_HOME)/bin/java -cp 'bench/target/bench.jar:bench/target/lib/*' org.openjdk.jmh.Main

build: ## compile and package everything, without tests
	@$(quietly) package -DskipTests

images: $(cluster_jar) ## the operator's and the worker's images, as archives under */target
	@base=$$($(cluster) base-image); $(quietly) package -DskipTests -Pimages -Dkpool.base.image=$$base

cluster: $(cluster_jar) ## a Kubernetes to try things on, without kpool
	@$(cluster) up

env: ## the exports for eval: KUBECONFIG and PATH
	@$(cluster) env

down: ## stop the cluster and remove what it left
	@$(cluster) down

format: ## format the code
	@./mvnw -q spotless:apply

$(cluster_jar): pom.xml cluster/pom.xml $(shell find cluster/src/main -type f)
	@$(quietly) package -DskipTests -pl cluster -am
