package io.kpool.client;

import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Failure;
import io.kpool.protocol.live.Output;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.util.Optional;

/** Hands what the operator says to whom it concerns, in the order of the wire; confined to the loop. */
final class Reception {
    private final Requests requests;
    private final Ties ties;
    private final Teller teller;
    private final Post post;

    Reception(Requests requests, Ties ties, Teller teller, Post post) {
        this.post = post;
        this.requests = requests;
        this.ties = ties;
        this.teller = teller;
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
        frame.getMembershipList().forEach(ties.memberships()::recorded);
        frame.getSignalList().forEach(this::signalled);
    }

    private void failed(Failure failure) {
        requests.failed(failure.getNumber(), new KpoolException(Wire.code(failure.getCode()), failure.getMessage()));
    }

    private void printed(Output output) {
        if (output.getNumber() == 0) {
            tell(ties.followers().of(output.getPid()), output.getPid(), output);
            return;
        }
        Request request = requests.get(output.getNumber());
        if (request != null && request.hasStarted()) {
            tell(request.spec().listener(), request.pid(), output);
        }
    }

    private void tell(Optional<OutputListener> listener, String pid, Output output) {
        listener.ifPresent(hearer -> teller.tell(hearer, Wire.output(pid, output)));
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
            post.received(signal);
            return;
        }
        ExitSignal exit = Wire.exitSignal(signal);
        if (exit.kind() == ExitSignal.Kind.LINKED) {
            ties.links().remove(exit.from());
        }
        teller.tell(exit);
    }
}
