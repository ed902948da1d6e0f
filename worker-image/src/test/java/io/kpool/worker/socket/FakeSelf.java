package io.kpool.worker.socket;

import io.kpool.worker.api.Json;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.RemoteFunction;
import io.kpool.worker.api.Self;
import io.kpool.worker.api.Watch;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that remembers what it was asked, and answers all alike. */
final class FakeSelf implements InvocationHandler {
    static final String PID = "demo/alpha.1.2";

    final BlockingQueue<Received> mailbox = new LinkedBlockingQueue<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile Throwable failure;

    /** A value as it would be sent. */
    record Text(String text) implements Json {
        @Override
        public <T> T as(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    Self self() {
        return (Self) Proxy.newProxyInstance(FakeSelf.class.getClassLoader(), new Class<?>[] {Self.class}, this);
    }

    /** What it was asked, but for who it is. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** From now on everything fails so. */
    void failsWith(Throwable why) {
        failure = why;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        switch (method.getName()) {
            case "pid" -> {
                return PID;
            }
            case "pool" -> {
                return "demo";
            }
            case "host" -> {
                return "alpha";
            }
            default -> asked.add(method.getName() + said(given));
        }
        if (failure != null) {
            throw failure;
        }
        return method.getName().equals("receive") ? receive((Duration) given[0]) : answer(method);
    }

    private static String said(Object[] given) {
        return given == null
                ? "[]"
                : Arrays.stream(given).map(FakeSelf::said).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String said(Object given) {
        return given instanceof RemoteFunction function
                ? function.module() + ":" + function.function() + function.args() + " " + function.callback() + " "
                        + function.timeout()
                : given.toString();
    }

    private static Object answer(Method method) {
        if (method.getReturnType() == String.class) {
            return "demo/beta.1.7";
        }
        if (method.getReturnType() == List.class) {
            return List.of("demo/alpha.1.2", "demo/beta.1.7");
        }
        if (method.getReturnType() == Map.class) {
            return new TreeMap<>(Map.of("one", List.of("demo/beta.1.7"), "two", List.of()));
        }
        if (method.getReturnType() == Json.class) {
            return new Text("{\"as\": 1.50}");
        }
        return method.getReturnType() == Watch.class ? new Watch(9, true, List.of("demo/beta.1.7")) : null;
    }

    private Optional<Received> receive(Duration timeout) throws InterruptedException {
        waiting.countDown();
        try {
            return Optional.ofNullable(mailbox.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException gone) {
            interrupted.countDown();
            throw gone;
        }
    }
}
