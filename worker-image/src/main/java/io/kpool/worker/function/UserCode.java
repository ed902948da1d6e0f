package io.kpool.worker.function;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that functions come from: the folders given and the jars in them, and the JDK. Of the agent they see only
 * {@code io.kpool.worker.api}: neither its libraries nor their versions.
 */
public final class UserCode {
    private static final String API = "io.kpool.worker.api.";

    private final ClassLoader loader;
    private final String searched;

    private UserCode(ClassLoader loader, String searched) {
        this.loader = loader;
        this.searched = searched;
    }

    /** User code in those folders; one that is not there is as good as empty. */
    public static UserCode in(List<Path> folders) {
        List<URL> urls = new ArrayList<>();
        List<String> searched = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> jars = jars(folder);
            searched.add(describe(folder, jars));
            if (Files.isDirectory(folder)) {
                urls.add(url(folder));
            }
            jars.forEach(jar -> urls.add(url(jar)));
        }
        searched.add("the JDK");
        var loader = new URLClassLoader("user code", urls.toArray(URL[]::new), new ApiClassLoader());
        return new UserCode(loader, String.join(", ", searched));
    }

    /** Sees all user code; the context class loader of its threads. */
    public ClassLoader loader() {
        return loader;
    }

    /** Where classes were looked for, in words. */
    String searched() {
        return searched;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String describe(Path folder, List<Path> jars) {
        if (!Files.isDirectory(folder)) {
            return folder + " (not there)";
        }
        if (!Files.isReadable(folder)) {
            return folder + " (not readable)";
        }
        return jars.isEmpty()
                ? folder + " (no jars)"
                : jars.stream()
                        .map(jar -> jar.getFileName().toString())
                        .collect(Collectors.joining(", ", folder + " (", ")"));
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(path + " cannot be on a class path", impossible);
        }
    }

    /** The JDK, and of the agent nothing but its API. */
    private static final class ApiClassLoader extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        ApiClassLoader() {
            super("kpool api", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(API)) {
                return UserCode.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
