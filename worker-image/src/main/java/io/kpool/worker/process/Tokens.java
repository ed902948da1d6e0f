package io.kpool.worker.process;

import io.kpool.worker.api.Self;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The tokens of the commands that run: each finds one of its own in its environment, which nobody else can guess. */
public final class Tokens implements SelfByToken {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Self> selves = new ConcurrentHashMap<>();
    private final Function<SelfByToken, Optional<Path>> opener;

    /** What a command shows, and how it finds where. */
    record Token(String text, Map<String, String> environment) {}

    private Tokens(Function<SelfByToken, Optional<Path>> opener) {
        this.opener = opener;
    }

    /**
     * They are to be shown at a socket, which commands find in {@code KPOOL_SOCKET}.
     *
     * @param opener says where that is, and opens it if need be; may wait. Empty: there is none
     */
    public static Tokens shownAt(Function<SelfByToken, Optional<Path>> opener) {
        return new Tokens(opener);
    }

    /** May wait until the socket is open. */
    Token issue(Self self) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = HexFormat.of().formatHex(bytes);
        Map<String, String> environment = new HashMap<>();
        environment.put("KPOOL_TOKEN", text);
        opener.apply(this).ifPresent(socket -> environment.put("KPOOL_SOCKET", socket.toString()));
        selves.put(text, self);
        return new Token(text, environment);
    }

    void revoke(Token token) {
        selves.remove(token.text());
    }

    @Override
    public Optional<Self> find(String token) {
        return Optional.ofNullable(selves.get(token));
    }
}
