package io.kpool.operator.processgroup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupSpecBuilder;
import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.GroupEdits;
import io.kpool.operator.live.LiveException;
import io.kpool.operator.nodepool.Labels;
import java.net.HttpURLConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Makes and deletes ProcessGroups with the operator's own rights: that whoever asks may was asked before. The masters know
 * of it when it is done.
 */
public final class ProcessGroupEdits implements GroupEdits {
    private static final int MOST_ATTEMPTS = 10;
    private static final int UNPROCESSABLE = 422;
    private static final int LONGEST_NAME = 253;
    private static final int HASH_DIGITS = 20;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private final KubernetesClient client;
    private final DeclaredGroups groups;
    private final Executor executor;

    /** @param executor runs the questions to the API server, which block */
    public ProcessGroupEdits(KubernetesClient client, DeclaredGroups groups, Executor executor) {
        this.client = client;
        this.groups = groups;
        this.executor = executor;
    }

    @Override
    public CompletionStage<String> create(String namespace, String group) {
        return later(() -> create(new GroupKey(namespace, group)));
    }

    @Override
    public CompletionStage<Void> delete(String namespace, String group) {
        return later(() -> delete(new GroupKey(namespace, group)));
    }

    private <T> CompletionStage<T> later(Supplier<T> edit) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return edit.get();
                    } catch (KubernetesClientException e) {
                        throw refusal(e);
                    }
                },
                executor);
    }

    private String create(GroupKey key) {
        return known(key).orElseGet(() -> make(key));
    }

    /** The one that the masters know, whatever its resource is called, if it is there still. */
    private Optional<String> known(GroupKey key) {
        return groups.find(key)
                .flatMap(declared -> get(key, declared.resource())
                        .filter(there -> there.getMetadata().getUid().equals(declared.uid())))
                .filter(there -> !there.isMarkedForDeletion())
                .map(there -> there.getMetadata().getUid());
    }

    private String make(GroupKey key) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<ProcessGroup> there = tryToCreate(key).or(() -> get(key, resourceName(key.group())));
            if (there.isPresent()) {
                return take(key, there.get());
            }
        }
        throw new LiveException(ErrorKind.UNAVAILABLE, "others make and delete group " + key + " all the time");
    }

    /** Empty: there is one of that name. */
    private Optional<ProcessGroup> tryToCreate(GroupKey key) {
        try {
            return Optional.of(client.resource(render(key)).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private String take(GroupKey key, ProcessGroup there) {
        String name = there.getMetadata().getName();
        if (!GroupKey.of(there).equals(key)) {
            throw new LiveException(
                    ErrorKind.INVALID,
                    "ProcessGroup " + name + " is group " + there.groupName() + ", so that group " + key.group()
                            + " cannot have that name: create a ProcessGroup of another name with this groupName");
        }
        if (there.isMarkedForDeletion()) {
            throw new LiveException(ErrorKind.UNAVAILABLE, "ProcessGroup " + name + " is being deleted: try again");
        }
        groups.declare(there);
        return there.getMetadata().getUid();
    }

    // People may have made several that claim the name.
    private Void delete(GroupKey key) {
        resources().inNamespace(key.namespace()).list().getItems().stream()
                .filter(there -> GroupKey.of(there).equals(key))
                .forEach(there -> {
                    ExactDeletion.of(there, client);
                    groups.withdraw(key, there.getMetadata().getUid());
                });
        return null;
    }

    private Optional<ProcessGroup> get(GroupKey key, String resource) {
        return Optional.ofNullable(
                resources().inNamespace(key.namespace()).withName(resource).get());
    }

    private MixedOperation<ProcessGroup, KubernetesResourceList<ProcessGroup>, Resource<ProcessGroup>> resources() {
        return client.resources(ProcessGroup.class);
    }

    private static ProcessGroup render(GroupKey key) {
        ProcessGroup group = new ProcessGroup();
        group.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.namespace())
                .withName(resourceName(key.group()))
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGED_BY_KPOOL)
                .build());
        group.setSpec(ProcessGroupSpecBuilder.builder().groupName(key.group()).build());
        return group;
    }

    /** The group's own name where a resource may be called so, else one that only this group has. */
    static String resourceName(String group) {
        boolean fits =
                group.length() <= LONGEST_NAME && SUBDOMAIN.matcher(group).matches();
        return fits ? group : "group-" + hash(group);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static LiveException refusal(KubernetesClientException e) {
        return switch (e.getCode()) {
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST ->
                new LiveException(ErrorKind.INVALID, e.getMessage());
            default -> new LiveException(ErrorKind.UNAVAILABLE, "the API server did not: " + e.getMessage());
        };
    }
}
