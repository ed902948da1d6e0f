package io.kpool.operator.live;

import io.kpool.operator.security.Caller;
import io.kpool.protocol.live.AttachResponse;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.CordonResponse;
import io.kpool.protocol.live.DetachResponse;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ExitResponse;
import io.kpool.protocol.live.ExplainResponse;
import io.kpool.protocol.live.GetNodeResponse;
import io.kpool.protocol.live.GetNodesResponse;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.ListProcessesResponse;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.Process;
import io.kpool.protocol.live.ProcessRequest;
import java.util.concurrent.CompletionStage;

/**
 * What a caller may ask, whatever way it came in; each asks for the caller's permission first. May be called from any
 * thread, returns at once and answers on any thread. What has no answer fails with a {@link LiveException}.
 */
public interface LiveOperations {

    CompletionStage<GetNodesResponse> getNodes(Caller caller, PoolRequest request);

    CompletionStage<GetNodeResponse> getNode(Caller caller, PoolRequest request);

    CompletionStage<ExplainResponse> explain(Caller caller, PoolRequest request);

    CompletionStage<ListProcessesResponse> listProcesses(Caller caller, ListProcessesRequest request);

    CompletionStage<Process> getProcess(Caller caller, ProcessRequest request);

    CompletionStage<ExitResponse> exit(Caller caller, ExitRequest request);

    /**
     * What a process printed goes to the sink, from when this is done.
     *
     * @return what stops it, for whoever goes before the end
     */
    CompletionStage<Runnable> readLog(Caller caller, LogRequest request, LogSink sink);

    CompletionStage<AttachResponse> attach(Caller caller, HostsRequest request);

    CompletionStage<DetachResponse> detach(Caller caller, HostsRequest request);

    CompletionStage<CordonResponse> cordon(Caller caller, CordonRequest request);

    /**
     * Starts a process for a caller without a session, which hence cannot be linked or followed. How it ended can be asked
     * for ten minutes. When the wait is over without what was waited for, the answer is the process as it is; what has
     * none then waits on if the order has a name. Otherwise it is withdrawn, which is {@link ErrorKind#DEADLINE}, or killed
     * where it was sent and perhaps ran, which is {@link ErrorKind#UNKNOWN_OUTCOME}.
     *
     * <p>Whoever gives the same name again within ten minutes of its end gets the same process, under a new leader too if
     * it asks within 15 s; other words under that name are {@link ErrorKind#DUPLICATE_REQUEST}. What failed without
     * having run may be asked for again. A new name beyond what is kept of a user in a namespace is
     * {@link ErrorKind#NO_CAPACITY}.
     */
    CompletionStage<Process> spawn(Caller caller, SpawnOrder order);
}
