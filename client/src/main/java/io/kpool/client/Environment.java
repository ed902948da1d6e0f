package io.kpool.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** What a pod is told, by its environment and by volumes. */
final class Environment {
    static final String DEFAULT_OPERATOR = "kpool-operator.kpool-system.svc:7443";

    /** Replaces the address of the operator, {@code host:port}. */
    static final String OPERATOR = "KPOOL_OPERATOR";
    /** Replaces where the token is. */
    static final String TOKEN_FILE = "KPOOL_TOKEN_FILE";
    /** Replaces where the certificates are. */
    static final String CA_FILE = "KPOOL_CA_FILE";

    private static final String DEFAULT_TOKEN_FILE = "/var/run/secrets/kpool/token";
    private static final String DEFAULT_CA_FILE = "/var/run/secrets/kpool/ca.crt";

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    Operator operator() {
        return Operator.at(variables.getOrDefault(OPERATOR, DEFAULT_OPERATOR));
    }

    /** The file if it is there, else what the API server says. */
    Text token(Text otherwise) {
        return fileOr(variables.getOrDefault(TOKEN_FILE, DEFAULT_TOKEN_FILE), otherwise);
    }

    /** The file if it is there, else what the API server says. */
    Text authorities(Text otherwise) {
        return fileOr(variables.getOrDefault(CA_FILE, DEFAULT_CA_FILE), otherwise);
    }

    private static Text fileOr(String path, Text otherwise) {
        Path file = Path.of(path);
        return () -> {
            try {
                return Files.readString(file).strip();
            } catch (NoSuchFileException missing) {
                return otherwise.read();
            } catch (IOException unreadable) {
                throw new IOException("cannot read " + file + ": " + unreadable.getMessage(), unreadable);
            }
        };
    }
}
