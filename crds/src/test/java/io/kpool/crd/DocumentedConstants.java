package io.kpool.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text constants of a class and what their comments say of them, read from its source, where both are declared. */
record DocumentedConstants(String title, Map<String, String> meanings) {
    private static final Path SOURCES = Path.of("src/main/java/io/kpool/crd");
    private static final Pattern CONSTANT = Pattern.compile(
            "/\\*\\*(.*?)\\*/\\s+(?:public )?static final String \\w+\\s*=\\s*\"(\\w+)\"", Pattern.DOTALL);
    private static final Pattern STATE = Pattern.compile("/\\*\\*(.*?)\\*/\\s+(\\w+)[,;]?\\s", Pattern.DOTALL);

    static DocumentedConstants of(String title, Class<?> type) {
        return read(title, type, CONSTANT);
    }

    static DocumentedConstants ofStates(String title, Class<? extends Enum<?>> type) {
        DocumentedConstants all = read(title, type, STATE);
        all.meanings()
                .keySet()
                .retainAll(
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        return all;
    }

    private static DocumentedConstants read(String title, Class<?> type, Pattern pattern) {
        try {
            String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
            Map<String, String> meanings = new LinkedHashMap<>();
            Matcher matcher = pattern.matcher(source.substring(source.indexOf('{')));
            while (matcher.find()) {
                meanings.put(matcher.group(2), plain(matcher.group(1)));
            }
            return new DocumentedConstants(title, meanings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String comment) {
        return comment.replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .strip();
    }
}
