package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kpool.kubectl.print.Table;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

/** Whether all is there that the other commands need; of what is not, what to do. */
@Command
final class CheckCommand implements Call {
    private static final long MOST_SKEW_SECONDS = 5;

    /** The oldest 1.x that the chart is installed on. */
    private static final int OLDEST_MINOR = 30;

    /** A line of the answer. */
    record Finding(State state, String what, String words) {
        static Finding ok(String what, String words) {
            return new Finding(State.OK, what, words);
        }

        static Finding failed(String what, String words) {
            return new Finding(State.FAILED, what, words);
        }

        static Finding unsure(String what, String words) {
            return new Finding(State.UNSURE, what, words);
        }
    }

    private enum State {
        OK("ok"),
        UNSURE("unsure"),
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    @Override
    public int run(Session session) {
        List<Finding> findings = new ArrayList<>();
        Finding server = finding("API server", () -> server(session));
        findings.add(server);
        if (server.state() == State.OK) {
            findings.add(finding("clock", () -> clock(session)));
            findings.add(finding("resources", () -> resources(session)));
            findings.add(finding("APIService", () -> service(session)));
            findings.add(finding("versions", () -> versions(session)));
            findings.add(finding("live API", () -> live(session)));
            findings.add(finding("rights", () -> rights(session)));
        }
        Table table = Table.of();
        findings.forEach(finding -> table.row(finding.state().word, finding.what(), finding.words()));
        table.lines(session.paint()).forEach(session.out()::println);
        return findings.stream().anyMatch(finding -> finding.state() == State.FAILED) ? Failure.FAILED : 0;
    }

    private static Finding finding(String what, Supplier<Finding> looking) {
        try {
            return looking.get();
        } catch (Failure e) {
            return Finding.failed(what, e.getMessage());
        }
    }

    private static Finding server(Session session) {
        JsonNode version = session.wire().get("/version");
        String words = session.wire().server() + " is Kubernetes "
                + version.path("gitVersion").asText("?");
        // Some providers' minors have a plus behind them.
        String minor = version.path("minor").asText().replaceAll("\\D", "");
        boolean isOld = version.path("major").asText().equals("1")
                && !minor.isEmpty()
                && Integer.parseInt(minor) < OLDEST_MINOR;
        return isOld
                ? Finding.unsure("API server", words + ": kpool is for 1." + OLDEST_MINOR + " and later")
                : Finding.ok("API server", words);
    }

    private static Finding clock(Session session) {
        long millis = session.wire().serverMillis();
        long skew = Math.abs(session.now().toEpochMilli() - millis) / 1_000;
        if (millis == 0) {
            return Finding.unsure("clock", "the API server does not tell the time");
        }
        return skew <= MOST_SKEW_SECONDS
                ? Finding.ok("clock", "this machine's is that of the API server")
                : Finding.failed(
                        "clock",
                        "this machine's differs by " + skew + " s from the API server's: ages are wrong,"
                                + " tokens may not be accepted; set it by NTP");
    }

    private static Finding resources(Session session) {
        Set<String> there = StreamSupport.stream(
                        session.wire()
                                .get("/apis/kpool.io/v1alpha1")
                                .path("resources")
                                .spliterator(),
                        false)
                .map(resource -> resource.path("name").asText())
                .collect(Collectors.toSet());
        List<String> missing = List.of("nodepools", "spawns", "processgroups").stream()
                .filter(name -> !there.contains(name))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("resources", "NodePool, Spawn and ProcessGroup of kpool.io/v1alpha1")
                : Finding.failed(
                        "resources",
                        "there are no " + String.join(", ", missing)
                                + ": install the chart's CRDs, helm upgrade with crds.enabled");
    }

    private static Finding service(Session session) {
        JsonNode service;
        try {
            service = session.wire().get(VersionCommand.SERVICE);
        } catch (Refusal e) {
            return switch (e.status()) {
                case 403 ->
                    Finding.unsure("APIService", "you may not see v1alpha1.live.kpool.io; what counts is the live API");
                case 404 ->
                    Finding.failed(
                            "APIService", "there is no v1alpha1.live.kpool.io: install kpool with liveApi.enabled");
                default -> throw e;
            };
        }
        JsonNode available = Kind.condition(service, "Available");
        return available.path("status").asText().equals("True")
                ? Finding.ok("APIService", "v1alpha1.live.kpool.io is available")
                : Finding.failed(
                        "APIService",
                        "v1alpha1.live.kpool.io is not available (" + HostRow.why(available)
                                + "): is the operator running? While it is not, namespaces cannot be deleted");
    }

    private static Finding versions(Session session) {
        String mine = VersionCommand.version();
        return VersionCommand.installed(session)
                .map(there -> there.equals(mine)
                        ? Finding.ok("versions", "plugin and cluster have kpool " + mine)
                        : Finding.unsure(
                                "versions",
                                "the cluster has kpool " + there + ", this plugin is of " + mine
                                        + ": install the plugin of that version, or upgrade the chart"))
                .orElseGet(() -> Finding.unsure(
                        "versions", "this plugin is of kpool " + mine + "; you may not see what the cluster has"));
    }

    private static Finding live(Session session) {
        session.wire().get("/apis/live.kpool.io/v1alpha1");
        return Finding.ok("live API", "live.kpool.io/v1alpha1 answers");
    }

    private static Finding rights(Session session) {
        String namespace = session.namespace();
        List<Right> missing = Right.ALL.stream()
                .filter(right -> !allowed(session, namespace, right))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("rights", "you may do all of it in namespace " + namespace)
                : Finding.unsure(
                        "rights",
                        "in namespace " + namespace + " you may not " + Right.listed(missing)
                                + ": roles kpool-view and kpool-edit allow it");
    }

    private static boolean allowed(Session session, String namespace, Right right) {
        String[] resource = right.resource().split("/");
        ObjectNode review = Json.object();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("namespace", namespace)
                .put("group", right.group())
                .put("resource", resource[0])
                .put("subresource", resource.length > 1 ? resource[1] : "")
                .put("verb", right.verb());
        return session.wire()
                .post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)
                .path("status")
                .path("allowed")
                .asBoolean();
    }
}
