package io.kpool.worker.process;

import io.kpool.worker.api.Self;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens of the commands that run: each finds one of its own in its environment, which nobody else can guess. */
public final class Tokens implements SelfByToken {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Self> selves = new ConcurrentHashMap<>();
    private final Map<String, String> environment;

    /** What a command shows. */
    record Token(String text, Map<String, String> environment) {}

    private Tokens(Map<String, String> environment) {
        this.environment = environment;
    }

    /** There is nobody to show them to. */
    public static Tokens withoutSocket() {
        return new Tokens(Map.of());
    }

    /** They are to be shown at that socket, which commands find in {@code KPOOL_SOCKET}. */
    public static Tokens at(Path socket) {
        return new Tokens(Map.of("KPOOL_SOCKET", socket.toString()));
    }

    Token issue(Self self) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        selves.put(text, self);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("KPOOL_TOKEN", text);
        return new Token(text, variables);
    }

    void revoke(Token token) {
        selves.remove(token.text());
    }

    @Override
    public Optional<Self> find(String token) {
        return Optional.ofNullable(selves.get(token));
    }
}
