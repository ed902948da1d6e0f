package io.kpool.operator.live;

import io.kpool.pool.Party;
import java.util.HashMap;
import java.util.Map;

/** Pids by their texts, as far as they were met lately: most messages go to few. Lives on the loop. */
final class PartyTexts {
    private static final int MOST = 16 * 1024;

    private final Map<String, Party> parties = new HashMap<>();

    /** @throws IllegalArgumentException if the text is no pid */
    Party party(String text) {
        Party known = parties.get(text);
        if (known == null) {
            known = Party.parse(text);
            if (parties.size() >= MOST) {
                parties.clear();
            }
            parties.put(text, known);
        }
        return known;
    }
}
