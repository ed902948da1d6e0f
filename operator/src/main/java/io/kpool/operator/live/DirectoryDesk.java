package io.kpool.operator.live;

import io.kpool.operator.live.DirectoryQuestion.Create;
import io.kpool.operator.live.DirectoryQuestion.Delete;
import io.kpool.operator.live.DirectoryQuestion.Read;
import io.kpool.operator.live.DirectoryQuestion.Registry;
import io.kpool.operator.live.DirectoryQuestion.WhichGroups;
import io.kpool.operator.live.DirectoryQuestion.Write;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.pool.directory.Directory;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import io.kpool.pool.directory.Node;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers what is asked of groups and names. Lives on the loop. */
final class DirectoryDesk {
    /** Of one answer: with it a frame stays below what a worker takes. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private final Directories directories;
    private final Waits waits;
    private final DirectoryParties parties;
    private final DirectoryParts parts;

    DirectoryDesk(Directories directories, Waits waits, DirectoryParties parties, DirectoryParts parts) {
        this.directories = directories;
        this.waits = waits;
        this.parties = parties;
        this.parts = parts;
    }

    void ask(String namespace, DirectoryRequest request, Asker asker, Consumer<DirectoryResponse> answer) {
        try {
            switch (DirectoryQuestion.of(request)) {
                case Create(String group) -> create(namespace, group, answer);
                case Delete(String group) -> delete(namespace, group, answer);
                case Write write -> waits.attempt(() -> answers(namespace, write, asker, answer));
                case Read(var key, var reading) -> {
                    Predicate<Party> here = here(asker.here());
                    whenWhole(
                            namespace,
                            directory -> KeyWire.found(key, directory.state(key).read(reading, here, parts.random())),
                            answer);
                }
                case WhichGroups() -> whenWhole(namespace, directory -> KeyWire.texts(directory.groups()), answer);
                case Registry() -> whenWhole(namespace, directory -> KeyWire.registry(directory.registry()), answer);
            }
        } catch (IllegalArgumentException senseless) {
            answer.accept(KeyWire.error(DirectoryError.DIRECTORY_INVALID, senseless.getMessage()));
        }
    }

    /** Says once more what it missed, or learns what only it knows. */
    void came(NamespaceDirectory directory, SessionId session, List<Membership> said) {
        if (parties.isOfAnEarlierLeader(session) && !directory.hasReturned(session)) {
            directory.returned(session, said);
        } else {
            directory.remind(session, said);
        }
    }

    private static Predicate<Party> here(String text) {
        if (text.isEmpty()) {
            return party -> false;
        }
        Node here = Node.parse(text);
        return party -> party instanceof Pid pid
                && pid.host().equals(here.host())
                && pid.pool().equals(here.pool());
    }

    private void whenWhole(
            String namespace, Function<Directory, DirectoryResponse> reading, Consumer<DirectoryResponse> answer) {
        waits.attempt(() -> {
            boolean isWhole = directories.isWhole(namespace);
            if (isWhole) {
                answer.accept(bounded(reading.apply(directories.of(namespace).directory())));
            }
            return isWhole;
        });
    }

    private static DirectoryResponse bounded(DirectoryResponse response) {
        return response.getSerializedSize() <= MOST_BYTES
                ? response
                : KeyWire.error(
                        DirectoryError.DIRECTORY_INVALID,
                        "the answer has more than " + MOST_BYTES + " bytes: watch it, or ask for less");
    }

    private boolean answers(String namespace, Write write, Asker asker, Consumer<DirectoryResponse> answer) {
        NamespaceDirectory directory = directories.of(namespace);
        Key key = write.key();
        if (key.kind() == Key.Kind.GROUP && !directory.directory().isDeclared(key.text())) {
            boolean isWhole = directories.isWhole(namespace);
            if (isWhole) {
                answer.accept(KeyWire.noSuchGroup(key.text()));
            }
            return isWhole;
        }
        return switch (parties.standing(namespace, write.party(), directory)) {
            case UNKNOWN -> false;
            case OVER -> {
                // As in pg2: whoever is dead is gone again at once.
                answer.accept(KeyWire.OK);
                yield true;
            }
            case THERE -> {
                refusal(directory.directory(), write)
                        .ifPresentOrElse(
                                why -> answer.accept(KeyWire.error(DirectoryError.DIRECTORY_INVALID, why)),
                                () -> change(directory, write, asker, () -> answer.accept(KeyWire.OK)));
                yield true;
            }
        };
    }

    private static Optional<String> refusal(Directory directory, Write write) {
        return write.change() > 0 ? directory.refusal(write.party(), write.key()) : Optional.empty();
    }

    private static void change(NamespaceDirectory directory, Write write, Asker asker, Runnable answer) {
        boolean isAtHome = write.party() instanceof Pid pid && asker.isHomeOf(pid);
        directory.change(write.party(), write.key(), write.change(), isAtHome ? Unrecorded.NOBODY : answer);
        if (isAtHome) {
            answer.run();
        }
    }

    private void create(String namespace, String group, Consumer<DirectoryResponse> answer) {
        if (directories.of(namespace).directory().isDeclared(group)) {
            answer.accept(KeyWire.OK);
            return;
        }
        parts.edits()
                .create(namespace, group)
                .whenComplete((uid, failure) -> parts.loop().execute(() -> {
                    if (failure == null) {
                        parts.groups().enter(namespace, group, uid);
                    }
                    answer.accept(failure == null ? KeyWire.OK : failed(failure));
                }));
    }

    private void delete(String namespace, String group, Consumer<DirectoryResponse> answer) {
        Optional<String> former = directories.of(namespace).directory().uid(group);
        parts.edits()
                .delete(namespace, group)
                .whenComplete((done, failure) -> parts.loop().execute(() -> {
                    if (failure == null) {
                        former.ifPresent(uid -> parts.groups().leave(namespace, group, uid));
                    }
                    answer.accept(failure == null ? KeyWire.OK : failed(failure));
                }));
    }

    private static DirectoryResponse failed(Throwable failure) {
        LiveException why = Gate.unwrapped(failure);
        DirectoryError error =
                switch (why.kind()) {
                    case INVALID -> DirectoryError.DIRECTORY_INVALID;
                    case FORBIDDEN -> DirectoryError.DIRECTORY_FORBIDDEN;
                    default -> DirectoryError.DIRECTORY_UNAVAILABLE;
                };
        return KeyWire.error(error, why.getMessage());
    }
}
