package io.kpool.pool;

/**
 * Why a host does not work.
 *
 * @param reason CamelCase
 * @param message what a person can act on
 */
public record Problem(String reason, String message) {
    /** Nothing was heard of it for too long; set on a suspect and on a lost host. */
    public static final String SILENT = "Silent";
    /** Its pod was deleted by somebody. */
    public static final String POD_GONE = "PodGone";
    /** Its container ended. */
    public static final String CONTAINER_ENDED = "ContainerEnded";
    /** A later worker of the same host took its place. */
    public static final String REPLACED = "Replaced";
    /** It was attached, and the pool does not name it any more. */
    public static final String RELEASED = "Released";

    static final Problem NONE = new Problem("", "");
}
