package io.kpool.operator.live;

import io.kpool.operator.security.Caller;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.concurrent.CompletionStage;

/**
 * What a caller may ask of groups and names, and tell those who have them; as {@link LiveOperations} are.
 */
public interface KeyOperations {

    /** Its error is never set: that is what this fails with. */
    CompletionStage<DirectoryResponse> directory(Caller caller, DirectoryCall call);

    /**
     * The sink gets what stands there and becomes of it. One that does not keep up fails with
     * {@link ErrorKind#UNAVAILABLE}.
     *
     * @return what stops it, for whoever goes
     */
    CompletionStage<Runnable> watch(Caller caller, WatchRequest request, WatchSink sink);

    /**
     * Fails with {@link ErrorKind#NO_SUCH_PROCESS} if who was to answer is no more or ends before that, with
     * {@link ErrorKind#UNKNOWN_OUTCOME} if its worker is lost, and with {@link ErrorKind#DEADLINE} at the timeout.
     */
    CompletionStage<CallResponse> call(Caller caller, CallRequest request);

    /** Whether it arrives is not known, as with Erlang's cast. */
    CompletionStage<CastResponse> cast(Caller caller, CastRequest request);

    /** What did not return is {@link ErrorKind#BADRPC}; what did not in time is killed. */
    CompletionStage<NodeRpcResponse> nodeRpc(Caller caller, NodeRpcRequest request);
}
