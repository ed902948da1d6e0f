package io.kpool.client;

/** What a process runs. */
public sealed interface Program permits JavaFunction, Command {}
