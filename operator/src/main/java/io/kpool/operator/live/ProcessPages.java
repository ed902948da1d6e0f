package io.kpool.operator.live;

import io.kpool.pool.PoolMaster;
import io.kpool.pool.ProcessPage;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.ListProcessesResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pool's processes, page by page; where a page ends only the leader knows that made it. Lives on the loop. */
final class ProcessPages {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    private ProcessPages() {}

    static ListProcessesResponse page(Leading leading, PoolMaster master, ListProcessesRequest request) {
        long epoch = leading.sessions().epoch();
        ProcessPage page = master.views(leading.loop().nowMillis()).processes(after(epoch, request), limit(request));
        return ListProcessesResponse.newBuilder()
                .addAllProcess(page.processes().stream().map(ViewWire::listed).toList())
                .setContinue(page.last() == 0 ? "" : epoch + "-" + page.last())
                .build();
    }

    private static int limit(ListProcessesRequest request) {
        int limit = request.getLimit();
        return limit <= 0 ? ProcessPage.MOST : Math.min(limit, ProcessPage.MOST);
    }

    private static long after(long epoch, ListProcessesRequest request) {
        if (request.getContinue().isEmpty()) {
            return 0;
        }
        Matcher place = PLACE.matcher(request.getContinue());
        if (!place.matches()) {
            throw new LiveException(ErrorKind.INVALID, "continue is what a page said, and nothing else");
        }
        if (Long.parseLong(place.group(1)) != epoch) {
            throw new LiveException(ErrorKind.FORGOTTEN, "the leader has changed since that page: begin anew");
        }
        return Long.parseLong(place.group(2));
    }
}
