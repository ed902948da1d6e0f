package io.kpool.worker.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes values as JSON; one that is too large is refused before it is built.
 *
 * @param largest bytes
 */
record BoundedJson(ObjectMapper mapper, int largest) {
    /** It would have more bytes than are allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** It cannot be written as JSON; the message says why. */
    static final class Unwritable extends Exception {
        private static final long serialVersionUID = 1L;

        Unwritable(Object value, String why) {
            super("a " + value.getClass().getName() + ", cannot be written as JSON: " + why);
        }
    }

    byte[] write(Object value) throws TooLarge, Unwritable {
        return switch (value) {
            // As the mapper writes them, in a tenth of the time.
            case Integer number -> ascii(number);
            case Long number -> ascii(number);
            case Boolean truth -> ascii(truth);
            case null -> ascii("null");
            default -> map(value);
        };
    }

    private static byte[] ascii(Object result) {
        return result.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] map(Object value) throws TooLarge, Unwritable {
        var bounded = new Bounded(largest);
        try {
            mapper.writeValue(bounded, value);
            return bounded.bytes.toByteArray();
        } catch (TooLarge tooLarge) {
            throw tooLarge;
        } catch (JsonProcessingException unwritable) {
            if (unwritable.getCause() instanceof TooLarge tooLarge) {
                throw tooLarge;
            }
            throw new Unwritable(value, unwritable.getOriginalMessage());
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError unwritable) {
            throw new Unwritable(value, unwritable.toString());
        }
    }

    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        private final int largest;

        Bounded(int largest) {
            this.largest = largest;
        }

        @Override
        public void write(int single) throws IOException {
            check(1);
            bytes.write(single);
        }

        @Override
        public void write(byte[] more, int offset, int length) throws IOException {
            check(length);
            bytes.write(more, offset, length);
        }

        private void check(int length) throws TooLarge {
            if (bytes.size() + length > largest) {
                throw new TooLarge();
            }
        }
    }
}
