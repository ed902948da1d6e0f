package io.kpool.pool;

/**
 * Why a host does not work.
 *
 * @param reason CamelCase
 * @param message what a person can act on
 */
public record Problem(String reason, String message) {
    static final Problem NONE = new Problem("", "");
}
