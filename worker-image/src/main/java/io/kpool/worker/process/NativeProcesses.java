package io.kpool.worker.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Two calls of the C library that Java has no name for; to link one costs a quarter of a second of a processor. */
final class NativeProcesses {
    private static final int WAIT_FOR_PID = 1;
    private static final int EXITED_WITHOUT_WAITING = 4 | 1;
    private static final int SET_CHILD_SUBREAPER = 36;

    private MethodHandle waitid;

    /** Takes the exit status of a dead child, so that it goes away. */
    void bury(long child) {
        if (waitid == null) {
            waitid = link(
                    "waitid",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT));
        }
        call(() -> (int) waitid.invokeExact(WAIT_FOR_PID, (int) child, MemorySegment.NULL, EXITED_WITHOUT_WAITING));
    }

    /** From now on the orphans among this process's descendants become its children. */
    void adoptOrphans() {
        MethodHandle prctl = link(
                "prctl",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        call(() -> (int) prctl.invokeExact(SET_CHILD_SUBREAPER, 1L));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }

    private interface NativeCall {
        int call() throws Throwable;
    }

    private static int call(NativeCall call) {
        try {
            return call.call();
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
