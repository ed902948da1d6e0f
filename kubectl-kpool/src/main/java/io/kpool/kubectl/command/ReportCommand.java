package io.kpool.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.kpool.kubectl.print.Document;
import io.kpool.kubectl.wire.Failure;
import io.kpool.kubectl.wire.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Collects what a bug report needs. */
@Command
final class ReportCommand implements Call {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int OPERATOR_LINES = 2_000;

    @Option(names = "--file", paramLabel = "FILE", description = "Where to; left out: kpool-report-<time>.zip.")
    String file = "";

    @Option(names = "--operator-namespace", paramLabel = "NAMESPACE", description = "Where the operator runs.")
    String operatorNamespace = "kpool-system";

    @Override
    public int run(Session session) {
        Path path = Path.of(file.isEmpty() ? "kpool-report-" + NAME.format(session.now()) + ".zip" : file);
        // It is found out before a file is made for nothing.
        session.wire().get("/version");
        if (Files.exists(path)) {
            throw Failure.of("the file " + path + " is there already");
        }
        try {
            write(session, path);
        } catch (IOException e) {
            throw Failure.of("the file " + path + " cannot be written");
        }
        session.out().println(path);
        session.say(
                "Values of variables, arguments, inputs and results are left out, but how processes ended, with what"
                        + " they printed last, and the operator's logs are as they are: look through it before you pass it on.");
        return 0;
    }

    /** Under another name at first: a report that fails leaves no half of one. */
    private void write(Session session, Path path) throws IOException {
        Path unfinished = Files.createTempFile(path.toAbsolutePath().getParent(), ".kpool-report-", ".zip");
        try {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
                collect(session, zip);
            }
            Files.move(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void collect(Session session, ZipOutputStream zip) throws IOException {
        String namespace = session.namespace();
        add(
                zip,
                "versions.txt",
                () -> "kubectl-kpool " + VersionCommand.version() + "\n"
                        + session.wire().text("/version"));
        for (String plural : new String[] {"nodepools", "spawns", "processgroups"}) {
            add(
                    zip,
                    plural + ".yaml",
                    () -> yaml(Printing.wrapped(session.resources().list(namespace, plural))));
        }
        String core = "/api/v1/namespaces/" + Live.part(namespace);
        add(zip, "events.yaml", () -> yaml(session.wire().get(core + "/events")));
        add(zip, "pods.yaml", () -> yaml(session.wire().get(core + "/pods?labelSelector=kpool.io/pool")));
        add(zip, "groups.txt", () -> String.join("\n", session.live().groups()) + "\n");
        add(zip, "names.yaml", () -> yaml(session.live().names()));
        for (JsonNode pool : pools(session, namespace)) {
            String name = Scope.nameOf(pool);
            add(zip, "pools/" + name + "/hosts.yaml", () -> yaml(session.live().hosts(name)));
            add(
                    zip,
                    "pools/" + name + "/processes.yaml",
                    () -> yaml(Printing.wrapped(session.live().processes(name))));
        }
        operator(session, zip);
    }

    /** None if they cannot be had, which nodepools.yaml tells then. */
    private static List<JsonNode> pools(Session session, String namespace) {
        try {
            return session.resources().list(namespace, "nodepools");
        } catch (Failure e) {
            return List.of();
        }
    }

    private void operator(Session session, ZipOutputStream zip) throws IOException {
        String pods = "/api/v1/namespaces/" + Live.part(operatorNamespace) + "/pods";
        JsonNode found;
        try {
            found = session.wire().get(pods + "?labelSelector=app.kubernetes.io/name=kpool");
        } catch (Failure e) {
            write(zip, "operator/missing.txt", e.getMessage() + "\n");
            return;
        }
        write(zip, "operator/pods.yaml", yaml(found));
        for (JsonNode pod : found.path("items")) {
            String name = Scope.nameOf(pod);
            add(
                    zip,
                    "operator/" + name + ".log",
                    () -> session.wire().text(pods + "/" + name + "/log?tailLines=" + OPERATOR_LINES));
        }
    }

    /** What cannot be had is told in its place. */
    private static void add(ZipOutputStream zip, String name, Supplier<String> content) throws IOException {
        String text;
        try {
            text = content.get();
        } catch (Failure e) {
            text = "# " + e.getMessage() + "\n";
        }
        write(zip, name, text);
    }

    private static void write(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String yaml(JsonNode content) {
        return Document.yaml(Redaction.of(content));
    }
}
