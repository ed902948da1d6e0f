package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.kpool.operator.security.TestCertificates;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.live.Worker;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A caller that says what a test tells it to, over the real protocol with TLS, and writes down what it hears. */
final class FakeCaller implements AutoCloseable {
    private final ManagedChannel channel;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Welcome> welcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    private final BlockingQueue<Membership> memberships = new LinkedBlockingQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final StreamObserver<CallerFrame> out;
    private ClientCallStreamObserver<CallerFrame> flow;
    private volatile boolean reads = true;

    FakeCaller(int port, String caBundle, String token) throws Exception {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .overrideAuthority(TestCertificates.SERVICE)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(new ByteArrayInputStream(caBundle.getBytes(StandardCharsets.US_ASCII)))
                        .protocols("TLSv1.3")
                        .build())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        out = LiveGrpc.newStub(channel).session(new Incoming());
    }

    LiveGrpc.LiveBlockingStub unary() {
        return LiveGrpc.newBlockingStub(channel);
    }

    LiveGrpc.LiveStub async() {
        return LiveGrpc.newStub(channel);
    }

    static Open.Builder open() {
        return Open.newBuilder().setProtocolVersion(LiveDesk.PROTOCOL_VERSION);
    }

    static Open.Builder resume(Welcome welcome, long highestSent) {
        return open().setSession(welcome.getSession())
                .setTicket(welcome.getTicket())
                .setHighestSent(highestSent);
    }

    static SpawnRequest.Builder function(long number) {
        return SpawnRequest.newBuilder()
                .setNumber(number)
                .setPool("demo")
                .setJava(JavaFunction.newBuilder()
                        .setModule("com.acme.Thumbs")
                        .setFunction("make")
                        .setArguments(ByteString.copyFromUtf8("[1]")));
    }

    FakeCaller send(CallerFrame.Builder frame) {
        out.onNext(frame.build());
        return this;
    }

    Welcome begin(Open.Builder open) throws InterruptedException {
        send(CallerFrame.newBuilder().setOpen(open));
        return next(welcomes, "welcome");
    }

    void spawn(SpawnRequest.Builder... requests) {
        CallerFrame.Builder frame = CallerFrame.newBuilder();
        for (SpawnRequest.Builder request : requests) {
            frame.addSpawn(request);
        }
        send(frame);
    }

    /** The next thing it hears about a request, or the end of its session. */
    String hears() throws InterruptedException {
        return next(heard, "word");
    }

    /** The next thing it hears about where it stands. */
    Membership stands() throws InterruptedException {
        return next(memberships, "membership");
    }

    /** From now on it takes one more frame, until it reads again. */
    void stopReading() {
        reads = false;
    }

    void readAgain() {
        reads = true;
        flow.request(1);
    }

    /** How the stream ended: the status, and the word in the trailer. */
    String end() throws InterruptedException {
        Throwable error = next(errors, "end");
        Metadata trailers = Status.trailersFromThrowable(error);
        return Status.fromThrowable(error).getCode() + " " + trailers.get(ErrorKind.TRAILER);
    }

    void hangUp() {
        channel.shutdownNow();
    }

    @Override
    public void close() {
        hangUp();
    }

    private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + what + " came within 10 s");
        }
        return next;
    }

    private static String word(ProcessSignal signal) {
        return switch (signal.getWhatCase()) {
            case EXIT ->
                signal.getPeer()
                        + (signal.getExit().getLinked() ? " exited " : " sends exit ")
                        + signal.getExit().getReason();
            case LINK -> signal.getPeer() + " links";
            case UNLINK -> signal.getPeer() + " unlinks";
            case MESSAGE ->
                signal.getPeer() + " says "
                        + signal.getMessage().getBody().toStringUtf8()
                        + (signal.getMessage().getCall() > 0
                                ? " in call " + signal.getMessage().getCall()
                                : "");
            case REPLY -> signal.getPeer() + " answers " + signal.getReply().getCall();
            case BOUNCE -> signal.getPeer() + " bounces " + signal.getBounce().getWhy();
            case WHAT_NOT_SET -> "nothing";
        };
    }

    private final class Incoming implements ClientResponseObserver<CallerFrame, SessionFrame> {
        @Override
        public void beforeStart(ClientCallStreamObserver<CallerFrame> call) {
            flow = call;
            call.disableAutoRequestWithInitial(1);
        }

        @Override
        public void onNext(SessionFrame frame) {
            if (reads) {
                flow.request(1);
            }
            if (frame.hasWelcome()) {
                welcomes.add(frame.getWelcome());
            }
            workers.addAll(frame.getWorkerList());
            for (int i = 0; i < frame.getStartedNumberCount(); i++) {
                Worker worker = workers.get(frame.getStartedWorker(i) - 1);
                heard.add(frame.getStartedNumber(i) + " started as " + worker.getPool() + "/" + worker.getHost() + "."
                        + worker.getIncarnation() + "." + frame.getStartedSerial(i));
            }
            frame.getFailedList().forEach(failure -> heard.add(failure.getNumber() + " failed " + failure.getCode()));
            frame.getOutputList()
                    .forEach(output -> heard.add(output.getNumber() + output.getPid() + " printed "
                            + output.getText().toStringUtf8()));
            frame.getReturnedNumberList().forEach(number -> heard.add(number + " returned"));
            frame.getExitedList()
                    .forEach(exit -> heard.add(exit.getNumber() + " exited " + exit.getReason() + " "
                            + exit.getResult().toStringUtf8()));
            memberships.addAll(frame.getMembershipList());
            frame.getSignalList().forEach(signal -> heard.add(word(signal)));
            if (frame.hasEnded()) {
                heard.add("ended " + frame.getEnded().getReason());
            }
        }

        @Override
        public void onError(Throwable error) {
            errors.add(error);
        }

        @Override
        public void onCompleted() {
            errors.add(Status.OK.asException(new Metadata()));
        }
    }
}
