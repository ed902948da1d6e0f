package com.example;

import io.kpool.worker.api.Self;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** User code, as the agent does not know it. */
public final class Functions {
    private Functions() {}

    public record Point(int x, int y) {}

    public enum Colour {
        RED,
        GREEN
    }

    public static String kind(boolean value) {
        return "boolean";
    }

    public static String kind(int value) {
        return "int";
    }

    public static String kind(long value) {
        return "long";
    }

    public static String kind(double value) {
        return "double";
    }

    public static String kind(String value) {
        return "String";
    }

    public static String kind(Object value) {
        return "Object";
    }

    public static String whole(long value) {
        return "long";
    }

    public static String whole(float value) {
        return "float";
    }

    public static int onlyInt(int value) {
        return value;
    }

    public static double onlyDouble(double value) {
        return value;
    }

    public static float onlyFloat(float value) {
        return value;
    }

    public static byte onlyByte(byte value) {
        return value;
    }

    public static String tie(List<Object> value) {
        return "List";
    }

    public static String tie(Object value) {
        return "Object";
    }

    public static String firstParameterDecides(int first, long second) {
        return "int,long";
    }

    public static String firstParameterDecides(long first, int second) {
        return "long,int";
    }

    public static int sum(Point point) {
        return point.x() + point.y();
    }

    public static int sumOfAll(List<Point> points) {
        return points.stream().mapToInt(Functions::sum).sum();
    }

    public static String colour(Colour colour) {
        return colour.name();
    }

    public static BigDecimal big(BigDecimal value) {
        return value;
    }

    public static String orNothing(Integer value) {
        return value == null ? "nothing" : value.toString();
    }

    public static Map<String, Object> self(Self self, String text) {
        return Map.of("pid", self.pid(), "pool", self.pool(), "host", self.host(), "text", text);
    }

    public static void nothing() {}

    public static void pair(int first, int second) {}

    public static Object nullResult() {
        return null;
    }

    public static Duration duration() {
        return Duration.ofSeconds(90);
    }

    public static String large(int length) {
        return "x".repeat(length);
    }

    public static Object unwritable() {
        return new Object();
    }

    public static void fail(String message) {
        throw new IllegalStateException(message, new IllegalArgumentException("the cause"));
    }

    public int notStatic() {
        return 0;
    }

    public static void print(String text) throws InterruptedException {
        System.out.println(text);
        System.err.print("no line end");
        Thread child = new Thread(() -> System.out.println("a thread of " + text));
        child.start();
        child.join();
        IntStream.range(0, 1).forEach(one -> System.out.println("done"));
    }

    public static void exit(int code) {
        System.out.println("exits");
        System.exit(code);
    }

    public static void sleep() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    /** Ignores interruption until told otherwise by its file. */
    public static void stubborn(String file) {
        while (!java.nio.file.Files.exists(java.nio.file.Path.of(file))) {
            Thread.interrupted();
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    public static long spin() {
        long turns = 0;
        while (!Thread.currentThread().isInterrupted()) {
            turns++;
        }
        return turns;
    }
}
