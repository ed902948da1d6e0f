package io.kpool.cluster.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text file beside the classes, in which {@code @NAME@} stands for a value. */
public record Resource(String text) {
    private static final Pattern PLACE = Pattern.compile("@([A-Z_]+)@");

    /** @param path below {@code /io/kpool/cluster} */
    public static Resource at(String path) {
        try (InputStream in = Resource.class.getResourceAsStream("/io/kpool/cluster/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return new Resource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the text names a value that is not given */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
