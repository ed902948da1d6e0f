package io.kpool.client;

import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Failure;
import io.kpool.protocol.live.Output;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.util.function.Consumer;

/** Hands what the operator says to whom it concerns, in the order of the wire; confined to the loop. */
final class Reception {
    private final Requests requests;
    private final Links links;
    private final Teller teller;
    private final Consumer<ExitSignal> exits;

    /** @param exits receives exit signals that are trapped */
    Reception(Requests requests, Links links, Teller teller, Consumer<ExitSignal> exits) {
        this.requests = requests;
        this.links = links;
        this.teller = teller;
        this.exits = exits;
    }

    void received(LiveStream stream, SessionFrame frame) {
        frame.getWorkerList().forEach(stream::named);
        for (int i = 0; i < frame.getStartedNumberCount(); i++) {
            requests.started(
                    frame.getStartedNumber(i), stream.worker(frame.getStartedWorker(i)), frame.getStartedSerial(i));
        }
        frame.getFailedList().forEach(this::failed);
        frame.getOutputList().forEach(this::printed);
        for (int i = 0; i < frame.getReturnedNumberCount(); i++) {
            requests.ended(frame.getReturnedNumber(i), ProcessExit.RETURNED);
        }
        frame.getExitedList().forEach(this::exited);
        frame.getSignalList().forEach(this::signalled);
    }

    private void failed(Failure failure) {
        requests.failed(failure.getNumber(), new KpoolException(Wire.code(failure.getCode()), failure.getMessage()));
    }

    private void printed(Output output) {
        Request request = requests.get(output.getNumber());
        if (request != null && request.hasStarted()) {
            request.spec().listener().ifPresent(listener -> teller.tell(listener, Wire.output(request.pid(), output)));
        }
    }

    private void exited(Exited exited) {
        ProcessExit exit = Wire.exit(exited);
        if (exited.getStarted()) {
            requests.ended(exited.getNumber(), exit);
        } else {
            requests.failed(exited.getNumber(), new NotStartedException(exit));
        }
    }

    private void signalled(ProcessSignal signal) {
        if (!signal.hasExit()) {
            return;
        }
        ExitSignal exit = Wire.exitSignal(signal);
        if (exit.kind() == ExitSignal.Kind.LINKED) {
            links.remove(exit.from());
        }
        teller.tell(() -> exits.accept(exit));
    }
}
