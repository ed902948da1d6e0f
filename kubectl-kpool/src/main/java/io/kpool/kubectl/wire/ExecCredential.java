package io.kpool.kubectl.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks a program for credentials, as {@code users[].user.exec} of a kubeconfig says. */
final class ExecCredential {
    private final JsonNode exec;
    private final Path folder;
    private final Map<String, String> environment;

    /** @param folder of the kubeconfig file, for programs that are given by a relative path */
    ExecCredential(JsonNode exec, Path folder, Map<String, String> environment) {
        this.exec = exec;
        this.folder = folder;
        this.environment = environment;
    }

    User ask(ObjectMapper json, JsonNode cluster) {
        String program = program();
        List<String> command = new ArrayList<>(List.of(program));
        exec.path("args").forEach(argument -> command.add(argument.asText()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(
                        exec.path("interactiveMode").asText("").equals("Never")
                                ? ProcessBuilder.Redirect.from(new File("/dev/null"))
                                : ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        exec.path("env")
                .forEach(variable -> builder.environment()
                        .put(
                                variable.path("name").asText(),
                                variable.path("value").asText()));
        builder.environment().put("KUBERNETES_EXEC_INFO", information(json, cluster));
        return user(json, answer(builder, program), program);
    }

    private String program() {
        String program = exec.path("command").asText("");
        return program.contains("/") && !program.startsWith("/")
                ? folder.resolve(program).toString()
                : program;
    }

    private String information(ObjectMapper json, JsonNode cluster) {
        ObjectNode information = json.createObjectNode();
        information.put("apiVersion", exec.path("apiVersion").asText());
        information.put("kind", "ExecCredential");
        ObjectNode spec = information
                .putObject("spec")
                .put(
                        "interactive",
                        environment.getOrDefault("KPOOL_TERMINAL", "").equals("1"));
        if (exec.path("provideClusterInfo").asBoolean()) {
            spec.set("cluster", cluster);
        }
        return information.toString();
    }

    private String answer(ProcessBuilder builder, String program) {
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw Failure.of(
                        "the credential program " + program + " of your kubeconfig failed with exit code " + code);
            }
            return output;
        } catch (IOException e) {
            String hint = exec.path("installHint").asText("").strip();
            throw Failure.of("the credential program " + program + " of your kubeconfig cannot be run: "
                    + e.getMessage()
                    + (hint.isEmpty() ? "" : "; " + hint.lines().findFirst().orElse("")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("interrupted while the credential program " + program + " ran");
        }
    }

    private static User user(ObjectMapper json, String answer, String program) {
        try {
            JsonNode status = json.readTree(answer).path("status");
            User user = User.bearer(status.path("token").asText(""))
                    .withCertificate(bytes(status.path("clientCertificateData")), bytes(status.path("clientKeyData")));
            if (user.authorization().isEmpty() && user.certificate().length == 0) {
                throw Failure.of("the credential program " + program + " of your kubeconfig gave no credentials");
            }
            return user;
        } catch (IOException e) {
            throw Failure.of("the credential program " + program + " of your kubeconfig printed no ExecCredential");
        }
    }

    private static byte[] bytes(JsonNode text) {
        return text.asText("").getBytes(StandardCharsets.US_ASCII);
    }
}
