package io.kpool.operator.processgroup;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Five random characters, as Kubernetes gives them to generated names: no vowels, so that they are no words. */
final class NameSuffixes implements Supplier<String> {
    private static final String CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 5;

    private final RandomGenerator random = new SecureRandom();

    @Override
    public String get() {
        return random.ints(LENGTH, 0, CHARACTERS.length())
                .mapToObj(i -> CHARACTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
