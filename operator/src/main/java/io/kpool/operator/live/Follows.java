package io.kpool.operator.live;

import io.kpool.pool.Pid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The processes that one session follows. Lives on the loop. */
final class Follows {
    private final LiveSession session;
    private final Followers followers;
    // Requests whose processes are to be followed when they start, and those whose processes did.
    private final Set<Long> wanted = new HashSet<>();
    private final Set<Long> begun = new HashSet<>();
    private final Map<Pid, SessionFollower> followed = new HashMap<>();

    Follows(LiveSession session, Followers followers) {
        this.session = session;
        this.followers = followers;
    }

    /** The process of that request, when there is one; once: who asks for it again may have stopped since. */
    void want(long number) {
        if (!begun.contains(number)) {
            wanted.add(number);
        }
    }

    void started(long number, Pid pid) {
        if (wanted.remove(number)) {
            begun.add(number);
            start(number, pid);
        }
    }

    void over(long number) {
        wanted.remove(number);
        begun.remove(number);
    }

    /** @param number of the session's own request; 0: it is another's process */
    void start(long number, Pid pid) {
        if (!followed.containsKey(pid)) {
            SessionFollower follower = new SessionFollower(session, number, pid);
            followed.put(pid, follower);
            followers.add(new Followed(session.namespace(), pid), follower);
        }
    }

    void stop(Pid pid) {
        SessionFollower follower = followed.remove(pid);
        if (follower != null) {
            followers.remove(new Followed(session.namespace(), pid), follower);
        }
    }

    /** It has ended, and nobody follows it. */
    void gone(Pid pid) {
        followed.remove(pid);
    }

    void end() {
        wanted.clear();
        begun.clear();
        Set.copyOf(followed.keySet()).forEach(this::stop);
    }
}
