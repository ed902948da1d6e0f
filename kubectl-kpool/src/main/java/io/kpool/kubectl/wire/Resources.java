package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The resources of kpool, as the API server has them. */
public final class Resources {
    private static final String API = "/apis/kpool.io/v1alpha1";

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
        return wire.get(path(namespace, "nodepools") + "/" + Live.encoded(name));
    }

    /** Deletes a pool, which ends all that runs in it. */
    public void deletePool(String namespace, String name) {
        wire.delete(path(namespace, "nodepools") + "/" + Live.encoded(name));
    }

    /** Sets how many elastic hosts a pool has. */
    public void scale(String namespace, String pool, int replicas) {
        String path = path(namespace, "nodepools") + "/" + Live.encoded(pool) + "/scale";
        ObjectNode scale = (ObjectNode) wire.get(path);
        scale.withObject("/spec").put("replicas", replicas);
        wire.put(path, scale);
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
        return wire.get(path(namespace, "spawns") + "/" + Live.encoded(name));
    }

    private static String path(String namespace, String plural) {
        return API + (namespace.isEmpty() ? "" : "/namespaces/" + Live.encoded(namespace)) + "/" + plural;
    }
}
