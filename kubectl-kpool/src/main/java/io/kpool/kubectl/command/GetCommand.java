package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what there is. */
@Command
final class GetCommand implements Call {
    @Parameters(index = "0", paramLabel = "KIND", description = "pools, hosts, processes, groups or names.")
    String kind;

    @Parameters(
            index = "1..*",
            paramLabel = "OF-KIND",
            description = "Pools, whose hosts or processes are meant too; or groups, or names. Left out: all.")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Of all namespaces.")
    boolean allNamespaces;

    @Mixin
    Printing printing;

    @Override
    public int run(Session session) {
        Kind wanted = Kind.named(kind);
        printing.check();
        if (allNamespaces && !names.isEmpty()) {
            throw Failure.usage("with --all-namespaces nothing can be asked for by name");
        }
        String namespace = allNamespaces ? "" : session.namespace();
        printing.list(session, wanted.list(new Scope(session, namespace, names)));
        return 0;
    }
}
