package io.kpool.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Agents that a test starts itself, in plain pods, with the image and the operator's address that pools use. */
final class Agents {
    private final Kpool kpool;

    Agents(Kpool kpool) {
        this.kpool = kpool;
    }

    /** The service account may be one that attached hosts show. */
    void account(String name) {
        kpool.apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: %s}}".formatted(name));
    }

    /**
     * Starts a pod that would be that host.
     *
     * @param like a pod of a pool's own
     */
    void start(String pool, String host, String like) {
        JsonNode worker = kpool.get("pod/" + like).at("/spec/containers/0");
        kpool.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: agent-%1$s}
                spec:
                  serviceAccountName: runner
                  automountServiceAccountToken: false
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 5
                  securityContext: {runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: agent
                    image: %3$s
                    imagePullPolicy: IfNotPresent
                    env:
                    - {name: KPOOL_POOL, value: %2$s}
                    - {name: KPOOL_HOST, value: %1$s}
                    - {name: KPOOL_OPERATOR, value: "%4$s"}
                    - {name: KPOOL_DRAIN_SECONDS, value: "1"}
                    - {name: KPOOL_POD_UID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
                    securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                    volumeMounts:
                    - {name: ca, mountPath: /var/run/kpool/ca}
                    - {name: token, mountPath: /var/run/kpool/token}
                    - {name: tmp, mountPath: /tmp}
                  volumes:
                  - {name: ca, configMap: {name: kpool-ca}}
                  - name: token
                    projected: {sources: [{serviceAccountToken: {audience: kpool-agent, expirationSeconds: 600, path: token}}]}
                  - {name: tmp, emptyDir: {}}
                """.formatted(host, pool, worker.path("image").asText(), environment(worker, "KPOOL_OPERATOR")));
    }

    private static String environment(JsonNode container, String name) {
        return StreamSupport.stream(container.path("env").spliterator(), false)
                .filter(variable -> name.equals(variable.path("name").asText()))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElseThrow();
    }
}
