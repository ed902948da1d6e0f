package io.kpool.operator.live;

import java.util.concurrent.CompletionStage;

/** Makes and deletes the ProcessGroups that callers and processes ask for; fails with a {@link LiveException}. */
public interface GroupEdits {

    /** The uid of the ProcessGroup of that group, made if there is none; the API server has accepted it. */
    CompletionStage<String> create(String namespace, String group);

    /** There is none any more. */
    CompletionStage<Void> delete(String namespace, String group);
}
