package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The resources of kpool, as the API server has them. */
public final class Resources {
    private static final String API = "/apis/kpool.io/v1alpha1";

    /** Of changes that somebody else's came before. */
    private static final int MOST_ROUNDS = 10;

    private final Wire wire;

    /** Of the cluster there. */
    public Resources(Wire wire) {
        this.wire = wire;
    }

    /** @param namespace empty: all */
    public List<JsonNode> list(String namespace, String plural) {
        List<JsonNode> items = new ArrayList<>();
        wire.get(path(namespace, plural)).path("items").forEach(items::add);
        return items;
    }

    /** One pool. */
    public JsonNode pool(String namespace, String name) {
        return wire.get(path(namespace, "nodepools") + "/" + Live.part(name));
    }

    /** Deletes a pool, which ends all that runs in it. */
    public void deletePool(String namespace, String name) {
        wire.delete(path(namespace, "nodepools") + "/" + Live.part(name));
    }

    /** Sets how many elastic hosts a pool has. */
    public void scale(String namespace, String pool, int replicas) {
        String path = path(namespace, "nodepools") + "/" + Live.part(pool) + "/scale";
        change(path, scale -> scale.withObject("/spec").put("replicas", replicas));
    }

    /** Makes a Spawn. */
    public JsonNode createSpawn(String namespace, ObjectNode metadata, JsonNode spec) {
        ObjectNode spawn = JsonNodeFactory.instance.objectNode();
        spawn.put("apiVersion", "kpool.io/v1alpha1").put("kind", "Spawn");
        spawn.set("metadata", metadata);
        spawn.set("spec", spec);
        return wire.post(path(namespace, "spawns"), spawn);
    }

    /** One Spawn. */
    public JsonNode spawn(String namespace, String name) {
        return wire.get(path(namespace, "spawns") + "/" + Live.part(name));
    }

    /** Ends the process of a Spawn, and with it all further attempts. */
    public void stopSpawn(String namespace, String name) {
        String path = path(namespace, "spawns") + "/" + Live.part(name);
        change(path, spawn -> spawn.withObject("/spec").put("desiredState", "Stopped"));
    }

    /** On top of what was read: the operator, which writes the status, may come between. */
    private void change(String path, Consumer<ObjectNode> change) {
        for (int round = 1; true; round++) {
            ObjectNode resource = (ObjectNode) wire.get(path);
            change.accept(resource);
            try {
                wire.put(path, resource);
                return;
            } catch (Refusal e) {
                if (e.status() != HttpURLConnection.HTTP_CONFLICT || round == MOST_ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private static String path(String namespace, String plural) {
        return API + (namespace.isEmpty() ? "" : "/namespaces/" + Live.part(namespace)) + "/" + plural;
    }
}
