package io.kpool.worker.api;

/** What a process finds in its mailbox. */
public sealed interface Received permits ExitMessage, Message, Call, Undelivered, KeyChanged {}
