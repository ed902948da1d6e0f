package io.kpool.worker.function;

import java.util.Arrays;
import java.util.List;

/** Tells what user code threw, in the frames of user code: neither the agent's nor the reflection's. */
public final class Traces {
    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Traces() {}

    /** Class, message and first frames of what was thrown, and of its causes. */
    public static String describe(Throwable thrown) {
        var text = new StringBuilder();
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < CAUSES; depth++) {
            text.append(depth == 0 ? "" : "\nCaused by: ").append(title(current));
            userFrames(current).forEach(frame -> text.append("\n    at ").append(describe(frame)));
            current = current.getCause() == current ? null : current.getCause();
        }
        return text.toString();
    }

    private static String title(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException | StackOverflowError rude) {
            return thrown.getClass().getName();
        }
    }

    // Without class loader and module, which every frame of user code would name.
    private static String describe(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }

    private static List<StackTraceElement> userFrames(Throwable thrown) {
        List<StackTraceElement> frames = Arrays.asList(thrown.getStackTrace());
        int end = frames.stream().map(StackTraceElement::getClassName).toList().indexOf(FunctionCall.class.getName());
        if (end < 0) {
            end = frames.size();
        }
        while (end > 0 && frames.get(end - 1).getClassName().contains(".reflect.")) {
            end--;
        }
        return frames.subList(0, Math.min(end, FRAMES));
    }
}
