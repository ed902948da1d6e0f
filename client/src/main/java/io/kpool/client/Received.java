package io.kpool.client;

/** What a session finds in its mailbox. */
public sealed interface Received permits Message, Call, Undelivered {}
