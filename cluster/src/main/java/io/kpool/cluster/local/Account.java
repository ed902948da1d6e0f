package io.kpool.cluster.local;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Who a component is to the API server: a user with a random token, in the format of {@code --token-auth-file}. */
record Account(String user, String group, String token) {

    static Account of(String user, String group) {
        return new Account(user, group, new BigInteger(160, new SecureRandom()).toString(36));
    }

    String line() {
        String groups = group.isEmpty() ? "" : ",\"" + group + "\"";
        return token + "," + user + "," + user + groups + "\n";
    }

    /** @param authority the PEM text of the API server's certificate authority */
    String kubeconfig(String apiServer, String authority) {
        String encoded = Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                current-context: kpool
                clusters:
                - name: kpool
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: "%s"
                  user: {token: %s}
                contexts:
                - name: kpool
                  context: {cluster: kpool, user: "%s"}
                """.formatted(apiServer, encoded, user, token, user);
    }
}
