package io.kpool.operator.live;

import io.kpool.operator.security.Caller;
import java.util.concurrent.CompletionStage;

/** Lets callers in, whatever way they come. May be called from any thread, and answers on any thread. */
public interface Callers {

    /** Who shows that token; fails with a {@link LiveException} if it is nobody's, or nobody leads here. */
    CompletionStage<Caller> admit(String token);

    /** Who is known already; fails likewise if nobody leads here. */
    CompletionStage<Caller> admitKnown(Caller caller);
}
