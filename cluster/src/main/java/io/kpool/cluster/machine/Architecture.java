package io.kpool.cluster.machine;

/** The processor architecture, named as Go and images name it. */
public record Architecture(String name) {

    public static Architecture current() {
        String java = System.getProperty("os.arch");
        return new Architecture(
                switch (java) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> java;
                });
    }
}
