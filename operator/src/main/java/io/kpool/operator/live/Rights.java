package io.kpool.operator.live;

import io.kpool.operator.live.Access.Verdict;
import io.kpool.operator.security.Permission;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What one session's caller may do in the pools of one namespace. Lives on the loop. */
final class Rights {
    private static final int MOST_ASKED = 1_000;

    private final String namespace;
    private final Function<Permission, Access> accesses;
    // What is asked most, by pool.
    private final Map<String, Access> spawning = new HashMap<>();
    private final Map<Permission, Access> others = new HashMap<>();

    Rights(String namespace, Function<Permission, Access> accesses) {
        this.namespace = namespace;
        this.accesses = accesses;
    }

    Access spawn(String pool) {
        Access known = spawning.get(pool);
        if (known == null) {
            requireFew();
            known = accesses.apply(Permission.inPool("create", "spawn", namespace, pool));
            spawning.put(pool, known);
        }
        return known;
    }

    /** Runs that if the caller may; whoever may not hears nothing. */
    void ifAllowed(String verb, String subresource, String pool, Runnable then) {
        Permission permission = Permission.inPool(verb, subresource, namespace, pool);
        Access known = others.get(permission);
        if (known == null) {
            requireFew();
            known = accesses.apply(permission);
            others.put(permission, known);
        }
        Consumer<Verdict> ifAllowed = verdict -> {
            if (verdict == Verdict.ALLOWED) {
                then.run();
            }
        };
        known.check(ifAllowed);
    }

    private void requireFew() {
        if (spawning.size() + others.size() >= MOST_ASKED) {
            throw new IllegalArgumentException("a session has to do with at most " + MOST_ASKED + " pools");
        }
    }
}
