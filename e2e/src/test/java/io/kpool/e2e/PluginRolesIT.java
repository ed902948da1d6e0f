package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what with kubectl kpool: exactly what the role says that is bound in the namespace. All of them have nothing but
 * a client certificate.
 */
@ExtendWith(KpoolExtension.class)
class PluginRolesIT {
    private static final String STARTER = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: starter}
            rules:
            - apiGroups: [live.kpool.io]
              resources: [nodepools/spawn]
              verbs: [create]
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void people(Kpool kpool) throws IOException {
        kpool.apply(Yaml.pool("demo", "alpha"));
        kpool.apply(STARTER);
        bind(kpool, "viewer", "--clusterrole=kpool-view");
        bind(kpool, "editor", "--clusterrole=kpool-edit");
        bind(kpool, "starter", "--role=starter");
        kpool.await("nodepool/demo", "Ready", Duration.ofSeconds(60));
        assertThat(run("editor", "create-group crew").code()).isZero();
    }

    private static void bind(Kpool kpool, String user, String role) throws IOException {
        kpool.certified(user, folder);
        kpool.kubectl("create", "rolebinding", user, role, "--user=" + user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            COMMAND                                    | viewer | starter | editor
            get pools                                  | may    | may not | may
            get hosts                                  | may    | may not | may
            get processes                              | may    | may not | may
            get groups                                 | may    | may not | may
            get names                                  | may    | may not | may
            explain demo                               | may    | may not | may
            status demo                                | may    | may not | may
            top                                        | may    | may not | may
            wait demo --timeout 30s                    | may    | may not | may
            members crew                               | may    | may not | may
            check                                      | may    | may     | may
            version                                    | may    | may     | may
            logs PID                                   | may not| may not | may
            spawn --pool demo -- true                  | may not| may     | may
            rpc demo/alpha java.lang.Math:max 3 5      | may not| may not | may
            cast PID hello                             | may not| may not | may
            exit PID                                   | may not| may not | may
            kill PID                                   | may not| may not | may
            join crew PID                              | may not| may not | may
            create-group mine                          | may not| may not | may
            delete-group mine                          | may not| may not | may
            cordon demo alpha                          | may not| may not | may
            uncordon demo alpha                        | may not| may not | may
            attach demo guest                          | may not| may not | may
            disconnect demo guest                      | may not| may not | may
            get pools -n default                       | may not| may not | may not
            spawn -n default --pool demo -- true       | may not| may not | may not
            stop demo                                  | may not| may not | may
            """)
    void whoMayDoWhat(String command, String viewer, String starter, String editor) {
        String line = command.contains("PID") ? command.replace("PID", sleeper()) : command;

        is(viewer, run("viewer", line));
        is(starter, run("starter", line));
        is(editor, run("editor", line));
    }

    private static void is(String right, Plugin.Result result) {
        if (right.equals("may")) {
            assertThat(result.code()).as(result.err()).isZero();
        } else {
            assertThat(result.code()).as(result.out()).isEqualTo(1);
            assertThat(result.err().lines()).hasSize(1).allMatch(said -> said.contains("forbidden"));
        }
    }

    private static String sleeper() {
        return run("editor", "spawn --pool demo -- sleep 600").out().strip();
    }

    private static Plugin.Result run(String user, String line) {
        return new PluginInJvm(folder.resolve(user + ".kubeconfig")).run(line.split(" "));
    }
}
