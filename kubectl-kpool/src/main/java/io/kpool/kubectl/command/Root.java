package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Choice;
import io.kpool.kubectl.wire.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands understand: kubectl's own flags. */
@Command(name = "kubectl kpool", sortOptions = false, usageHelpAutoWidth = true)
public final class Root {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 100,
            description = "This text.")
    boolean help;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "The namespace; left out: that of the context.")
    String namespace = "";

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "The context of the kubeconfig.")
    String context = "";

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "The cluster of the kubeconfig.")
    String cluster = "";

    @Option(
            names = "--user",
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            order = 104,
            description = "The user of the kubeconfig.")
    String user = "";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 105,
            description = "The kubeconfig file; left out: KUBECONFIG, or ~/.kube/config.")
    String kubeconfig = "";

    @Option(
            names = "--as",
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            order = 106,
            description = "Ask as that user, who is yours to impersonate.")
    String as = "";

    @Option(
            names = "--as-uid",
            paramLabel = "UID",
            scope = ScopeType.INHERIT,
            order = 107,
            description = "Ask with that uid.")
    String asUid = "";

    @Option(
            names = "--as-group",
            paramLabel = "GROUP",
            scope = ScopeType.INHERIT,
            order = 108,
            description = "Ask as a member of that group; may be given several times.")
    List<String> asGroups = new ArrayList<>();

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            order = 109,
            description = "How long each request may take: 500ms, 10s, 1m; 0: as long as such requests take.")
    String requestTimeout = "0";

    /** The flags that say whom to ask and as whom. */
    Choice choice() {
        if (as.isEmpty() && !(asUid.isEmpty() && asGroups.isEmpty())) {
            throw Failure.usage("--as-uid and --as-group need --as");
        }
        return new Choice(
                kubeconfig,
                context,
                cluster,
                user,
                new Choice.Impersonation(as, asUid, asGroups),
                duration("--request-timeout", requestTimeout));
    }

    /** A duration as kubectl writes it; a number alone is of seconds. */
    public static Duration duration(String option, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw Failure.usage(option + " " + text + " is no duration: say 500ms, 10s, 1m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofSeconds(amount);
                };
        if (duration.compareTo(Duration.ofDays(20)) > 0) {
            throw Failure.usage(option + " " + text + " is too long: at most 480h");
        }
        return duration;
    }
}
