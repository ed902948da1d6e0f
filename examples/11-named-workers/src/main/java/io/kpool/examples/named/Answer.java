package io.kpool.examples.named;

/**
 * What an adder answers.
 *
 * @param by its pid
 */
public record Answer(long sum, String by) {}
