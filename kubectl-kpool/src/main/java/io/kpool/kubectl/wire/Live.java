package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The live API of one namespace, as its reference page lists it; answers are the JSON that came. */
public final class Live {
    /** Below the minute after which an API server cuts a request off. */
    public static final int LONGEST_WAIT = 50;

    /** What a group, a process or a resource is called. */
    private static final String NAME = "name that comes through the API server";

    private final Wire wire;
    private final String base;

    /** Of that namespace. */
    public Live(Wire wire, String namespace) {
        this.wire = wire;
        this.base = "/apis/live.kpool.io/v1alpha1/namespaces/" + encoded(passing(namespace, "namespace"));
    }

    /** Whether API servers pass that name on: they take a path apart at slashes, also at encoded ones. */
    public static boolean passes(String name) {
        return !name.contains("/") && !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }

    /** A part of a path; what would make the path another one is refused. */
    public static String part(String text) {
        return encoded(passing(text, NAME));
    }

    private static String passing(String text, String what) {
        if (!passes(text)) {
            throw Failure.usage("\"" + text + "\" is no " + what);
        }
        return text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** All hosts of a pool. */
    public JsonNode hosts(String pool) {
        return wire.get(pool(pool) + "/nodes").path("nodes");
    }

    /** Which host would be chosen, and why. */
    public JsonNode explain(String pool) {
        return wire.get(pool(pool) + "/explain");
    }

    /** What waits, runs or has ended of late, page by page. */
    public List<JsonNode> processes(String pool) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = wire.get(pool(pool) + "/processes" + (next.isEmpty() ? "" : "?continue=" + encoded(next)));
            page.path("processes").forEach(all::add);
            next = page.path("continue").asText("");
        } while (!next.isEmpty());
        return all;
    }

    /** One process. */
    public JsonNode process(Pid pid) {
        return wire.get(pool(pid.pool()) + "/processes/" + pid.process());
    }

    /**
     * Starts a process; whoever asks again under the same name gets the same one.
     *
     * @param until {@code started} or {@code ended}
     * @param seconds how long to wait for that; at most {@link #LONGEST_WAIT}
     */
    public Wire.Answer spawn(String pool, JsonNode body, String requestId, String until, int seconds) {
        return wire.post(pool(pool) + "/spawn?wait=" + until + "&timeoutSeconds=" + seconds, body, requestId);
    }

    /** Sends an exit signal. */
    public void exit(Pid pid, String reason, String message) {
        ObjectNode body = object().put("reason", reason);
        if (!message.isEmpty()) {
            body.put("message", message);
        }
        wire.post(pool(pid.pool()) + "/exit/" + pid.process(), body);
    }

    /** What is kept of its output, as it printed it. */
    public byte[] log(Pid pid) {
        return wire.bytes(log(pid, ""));
    }

    /** What is kept of its output, and what it prints from then on. */
    public InputStream follow(Pid pid) {
        return wire.stream(log(pid, "?follow=true"));
    }

    private String log(Pid pid, String query) {
        return pool(pid.pool()) + "/log/" + pid.process() + query;
    }

    /** Sends a message to a process, or to one of those with a name. */
    public JsonNode send(String target, String how, JsonNode body) {
        String path = Pid.is(target) || !passes(target)
                ? pool(Pid.of(target).pool()) + "/processes/" + Pid.of(target).process()
                : base + "/names/" + part(target);
        return wire.post(path + "/" + how, body);
    }

    /** Runs a function on a host. */
    public JsonNode hostRpc(String pool, String host, JsonNode body) {
        return wire.post(pool(pool) + "/nodes/" + part(host) + "/rpc", body);
    }

    /** Runs a function on the first host of a name. */
    public JsonNode nameRpc(String name, JsonNode body) {
        return wire.post(base + "/names/" + part(name) + "/rpc", body);
    }

    /** attach, connect, disconnect, cordon or uncordon. */
    public JsonNode change(String pool, String how, JsonNode body) {
        return wire.post(pool(pool) + "/" + how, body);
    }

    /** All groups. */
    public List<String> groups() {
        return texts(wire.get(base + "/groups").path("groups"));
    }

    /** Makes a group, unless it is there. */
    public void createGroup(String group) {
        wire.post(base + "/groups", object().put("group", passing(group, NAME)));
    }

    /** Removes a group. */
    public void deleteGroup(String group) {
        wire.delete(base + "/groups/" + part(group));
    }

    /** @param host as pool/host, of whose members is asked; empty: of all */
    public List<String> members(String group, String host) {
        return texts(wire.get(base + "/groups/" + part(group) + "/members" + host(host))
                .path("pids"));
    }

    /** @param host as pool/host, whose members come first; empty: none */
    public String closest(String group, String host) {
        return wire.get(base + "/groups/" + part(group) + "/closest" + host(host))
                .path("pid")
                .asText();
    }

    /** @param how join or leave */
    public void membership(String group, String how, String pid) {
        wire.post(base + "/groups/" + part(group) + "/" + how, object().put("pid", pid));
    }

    /** All names, each with its processes. */
    public JsonNode names() {
        return wire.get(base + "/names").path("names");
    }

    /** All processes with that name. */
    public List<String> whereis(String name) {
        return texts(wire.get(base + "/names/" + part(name)).path("pids"));
    }

    private static String host(String host) {
        return host.isEmpty() ? "" : "?host=" + encoded(host);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String pool(String pool) {
        return base + "/nodepools/" + encoded(passing(pool, "pool"));
    }
}
