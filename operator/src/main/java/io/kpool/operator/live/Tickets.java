package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.pool.SessionId;
import io.kpool.protocol.process.Membership;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a caller shows to go on with its session: proof that an operator of this installation gave it that session, which
 * the next leader can check without having heard of it.
 */
final class Tickets {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Tickets(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Whose session it is. */
    record Holder(String user, String namespace) {}

    ByteString of(SessionId session, Holder holder) {
        return ByteString.copyFrom(sign(session, holder));
    }

    boolean isOf(SessionId session, Holder holder, ByteString ticket) {
        return MessageDigest.isEqual(sign(session, holder), ticket.toByteArray());
    }

    /** Shows that the session of that namespace was told so: it may come back with it, and with nothing else. */
    Membership seal(SessionId session, String namespace, Membership now) {
        return now.toBuilder()
                .setSeal(ByteString.copyFrom(sign(session, namespace, now)))
                .build();
    }

    boolean isSealed(SessionId session, String namespace, Membership said) {
        return MessageDigest.isEqual(
                sign(session, namespace, said), said.getSeal().toByteArray());
    }

    // Neither a session nor a namespace has a line end, and no ticket begins so.
    private byte[] sign(SessionId session, String namespace, Membership membership) {
        return sign("stands\n" + session + "\n" + namespace + "\n" + membership.getCount() + "\n"
                + membership.getKey().getKindValue() + "\n" + membership.getGroupUid() + "\n"
                + membership.getKey().getText());
    }

    private byte[] sign(SessionId session, Holder holder) {
        return sign(session + "\n" + holder.namespace() + "\n" + holder.user());
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
