package io.kpool.client;

/** What {@code pool:attach/1} answers. */
public enum Attachment {
    /** The host may join now, or has. */
    ATTACHED,
    /** It might before; nothing was changed. */
    ALREADY_ATTACHED
}
