package io.kpool.operator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import io.kpool.crd.CommandLine;
import io.kpool.crd.JavaCall;
import io.kpool.operator.http.ProcessAnswer.ExitAnswer;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.ListProcessesResponse;
import io.kpool.protocol.live.Node;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import java.time.Instant;

/** Between what the live API says inside the operator and what it says in JSON. */
final class Wording {
    private Wording() {}

    static NodeAnswer node(Node node) {
        return new NodeAnswer(
                node.getHost(),
                node.getIncarnation() == 0 ? null : node.getIncarnation(),
                node.getState(),
                node.getReason(),
                node.getMessage(),
                node.getLoadMilli(),
                node.getProcesses(),
                node.getSlots(),
                node.getSlotsUsed(),
                node.getReportAgeMillis() < 0 ? null : node.getReportAgeMillis(),
                node.getCordoned(),
                node.getAttached());
    }

    static ExplainAnswer explanation(ExplainResponse explanation) {
        return new ExplainAnswer(
                explanation.getStrategy(),
                explanation.getChosen(),
                explanation.getCandidateList().stream()
                        .map(one -> new ExplainAnswer.Candidate(node(one.getNode()), one.getExcluded()))
                        .toList());
    }

    static ProcessesAnswer page(ListProcessesResponse page) {
        return new ProcessesAnswer(
                page.getProcessList().stream().map(Wording::process).toList(),
                page.getContinue().isEmpty() ? null : page.getContinue());
    }

    static ProcessAnswer process(Process process) {
        return new ProcessAnswer(
                process.getPid().isEmpty() ? null : process.getPid(),
                process.getState(),
                process.getStartedMillis() == 0
                        ? null
                        : Instant.ofEpochMilli(process.getStartedMillis()).toString(),
                process.getOwner(),
                process.hasExit() ? exit(process.getExit()) : null);
    }

    private static ExitAnswer exit(Exited exit) {
        return new ExitAnswer(
                io.kpool.pool.ExitReason.valueOf(exit.getReason().name()).text(),
                exit.getReason() == ExitReason.EXIT_CODE ? exit.getCode() : null,
                exit.getMessage(),
                exit.getResult().isEmpty() ? null : exit.getResult().toStringUtf8());
    }

    /** Nonsense is an IllegalArgumentException; so it is for what follows. */
    static SpawnRequest spawn(String pool, SpawnBody body) {
        if ((body.java() == null) == (body.command() == null)) {
            throw new IllegalArgumentException("set exactly one of java and command");
        }
        SpawnRequest.Builder request = SpawnRequest.newBuilder().setPool(pool);
        if (body.hostName() != null) {
            request.setHost(body.hostName());
        }
        if (body.activeDeadlineSeconds() != null) {
            request.setDeadlineSeconds(body.activeDeadlineSeconds());
        }
        return body.java() == null
                ? request.setCommandLine(commandLine(body.command())).build()
                : request.setJava(function(body.java())).build();
    }

    static JavaFunction function(JavaCall call) {
        return JavaFunction.newBuilder()
                .setModule(call.module())
                .setFunction(call.function())
                .setArguments(ByteString.copyFromUtf8(new ArrayNode(JsonNodeFactory.instance, call.args()).toString()))
                .setIsolation(
                        switch (call.isolation()) {
                            case Thread -> Isolation.THREAD;
                            case Process -> Isolation.PROCESS;
                        })
                .build();
    }

    private static io.kpool.protocol.process.CommandLine commandLine(CommandLine command) {
        io.kpool.protocol.process.CommandLine.Builder line = io.kpool.protocol.process.CommandLine.newBuilder()
                .addAllArgv(command.argv())
                .setWorkingDir(command.workingDir())
                .setStdin(command.stdin());
        command.env()
                .forEach(one -> line.addEnv(
                        EnvironmentVariable.newBuilder().setName(one.name()).setValue(one.value())));
        return line.build();
    }

    static ExitSignal signal(ExitBody body) {
        io.kpool.pool.ExitReason reason = io.kpool.pool.ExitReason.of(body.reason());
        return ExitSignal.newBuilder()
                .setReason(ExitReason.valueOf(reason.name()))
                .setMessage(body.message())
                .build();
    }
}
