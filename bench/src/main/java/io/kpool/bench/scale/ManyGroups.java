package io.kpool.bench.scale;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.bench.scale.Joins.Joining;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupSpecBuilder;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/** As many groups, each process of a fleet in one of them. */
record ManyGroups(KubernetesClient client, String namespace, Fleet fleet, int groups) {
    private static final int SEED = 1;
    private static final long PATIENCE_SECONDS = 60;

    /** Makes the resources. */
    void create() {
        names().forEach(name -> {
            ProcessGroup group = new ProcessGroup();
            group.setMetadata(new ObjectMetaBuilder()
                    .withName(name)
                    .withNamespace(namespace)
                    .build());
            group.setSpec(ProcessGroupSpecBuilder.builder().replicas(0).build());
            client.resource(group).create();
        });
    }

    /** How many the operator knows. */
    int known() {
        return ask(DirectoryRequest.newBuilder().setOperation(DirectoryOperation.WHICH_GROUPS))
                .getValueCount();
    }

    /** How many members all have together. */
    int members() {
        return names().stream()
                .map(name -> DirectoryRequest.newBuilder()
                        .setOperation(DirectoryOperation.GET_MEMBERS)
                        .setKey(name))
                .mapToInt(request -> ask(request).getValueCount())
                .sum();
    }

    /** Every process once, in no order. */
    List<Joining> everyone() {
        List<String> names = names();
        List<Joining> all = new ArrayList<>();
        for (SimulatedWorker worker : fleet.workers()) {
            for (long serial : on(worker, SimulatedWorker::serials)) {
                all.add(new Joining(worker, serial, names.get(all.size() % groups)));
            }
        }
        Collections.shuffle(all, new Random(SEED));
        return all;
    }

    private DirectoryResponse ask(DirectoryRequest.Builder request) {
        CompletableFuture<DirectoryResponse> answer = new CompletableFuture<>();
        SimulatedWorker worker = fleet.workers().getFirst();
        worker.loop().execute(() -> worker.ask(worker.serials().getFirst(), request.build(), answer::complete));
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private List<String> names() {
        return IntStream.range(0, groups).mapToObj(i -> "group-" + i).toList();
    }

    private static <T> T on(SimulatedWorker worker, Function<SimulatedWorker, T> reading) {
        return CompletableFuture.supplyAsync(() -> reading.apply(worker), worker.loop())
                .join();
    }
}
