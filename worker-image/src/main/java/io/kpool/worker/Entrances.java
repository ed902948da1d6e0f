package io.kpool.worker;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;
import io.kpool.worker.load.Carriers;
import io.kpool.worker.process.ProcessLauncher;
import io.kpool.worker.process.ProcessObserver;
import io.kpool.worker.process.RunningProcess;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches that processes begin soon after they were launched: one of them at a time. Confined to the loop. */
final class Entrances implements ProcessLauncher {
    private final ScheduledExecutorService loop;
    private final ProcessLauncher launcher;
    private final Carriers carriers;
    private RunningProcess watched;

    Entrances(Surroundings surroundings) {
        this.loop = surroundings.loop();
        this.launcher = surroundings.launcher();
        this.carriers = surroundings.carriers();
    }

    @Override
    public RunningProcess prepare(Spawn spawn, Pid pid, ProcessObserver observer) {
        RunningProcess process = launcher.prepare(spawn, pid, observer);
        if (watched == null) {
            watched = process;
            lookLater();
        }
        return process;
    }

    private void lookLater() {
        loop.schedule(this::look, Carriers.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (watched.isWaiting()) {
            carriers.waited();
            lookLater();
        } else {
            watched = null;
        }
    }
}
