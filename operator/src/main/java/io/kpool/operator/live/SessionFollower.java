package io.kpool.operator.live;

import io.kpool.operator.agent.Heard;
import io.kpool.pool.Pid;
import io.kpool.protocol.live.Output;

/** Brings what a process prints to a session, if its caller is there and reads. */
final class SessionFollower implements Followers.Follower {
    private final LiveSession session;
    private final long number;
    private final Pid pid;
    private long skipped;

    /** @param number of the session's own request; 0: it is another's process */
    SessionFollower(LiveSession session, long number, Pid pid) {
        this.session = session;
        this.number = number;
        this.pid = pid;
    }

    @Override
    public void printed(io.kpool.protocol.agent.Output output, Heard heard) {
        Output.Builder told = Output.newBuilder()
                .setNumber(number)
                .setPid(number == 0 ? pid.toString() : "")
                .setStream(output.getStream())
                .setText(output.getText())
                .setSkipped(skipped + output.getSkipped());
        if (session.listener().printed(told.build())) {
            skipped = 0;
        } else {
            skipped += output.getSkipped() + output.getText().size();
        }
    }

    @Override
    public void ended() {
        session.follows().gone(pid);
    }
}
