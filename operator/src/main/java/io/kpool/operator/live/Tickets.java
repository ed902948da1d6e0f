package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.pool.SessionId;
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

    private byte[] sign(SessionId session, Holder holder) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Neither a session nor a namespace has a line end.
            String text = session + "\n" + holder.namespace() + "\n" + holder.user();
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
