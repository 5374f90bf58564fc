package org.realmscope.adapter.handler;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.TimelineText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.control.AddressRange;
import org.realmscope.debug.control.HistoryQuery;
import org.realmscope.machine.history.EntryKind;
import org.realmscope.machine.history.Timeline;
import org.realmscope.machine.time.Moment;
import org.realmscope.protocol.HistoryArguments;
import org.realmscope.protocol.HistoryResponse;

/** {@code realmscope/history}: a page of everything that has happened. */
public final class HistoryHandler implements RequestHandler<HistoryArguments, HistoryResponse> {
    private final Target target;

    public HistoryHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<HistoryArguments, HistoryResponse> command() {
        return Commands.HISTORY;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<HistoryResponse> handle(HistoryArguments arguments) {
        Timeline timeline = target.debuggee().run().recorder().timeline();
        HistoryQuery.Page page = query(arguments.filter())
                .find(
                        timeline,
                        arguments.start(),
                        Given.count(arguments.count()),
                        Boolean.TRUE.equals(arguments.newestFirst()));
        Map<String, Long> forgotten = new TreeMap<>();
        timeline.forgotten().counts().forEach((kind, count) -> forgotten.put(TimelineText.kind(kind), count));
        return Answer.of(new HistoryResponse(
                timeline.count(),
                timeline.firstKept(),
                forgotten,
                page.entries().stream().map(TimelineText::entry).toList(),
                page.next()));
    }

    private static HistoryQuery query(HistoryArguments.@Nullable Filter filter) {
        if (filter == null) {
            return HistoryQuery.ALL;
        }
        String from = filter.from();
        String to = filter.to();
        boolean hasRange = filter.base() != null || filter.end() != null;
        return new HistoryQuery(
                from == null ? Moment.START : Given.moment(from),
                to == null ? Moment.NEVER : Given.moment(to),
                kinds(filter.kinds()),
                filter.function(),
                Boolean.TRUE.equals(filter.failed()),
                filter.pe(),
                filter.realm(),
                filter.vcpu(),
                hasRange
                        ? new AddressRange(Given.number(filter.base(), 0), Given.number(filter.end(), Long.MAX_VALUE))
                        : null);
    }

    private static Set<EntryKind> kinds(@Nullable List<String> wanted) {
        if (wanted == null) {
            return EnumSet.allOf(EntryKind.class);
        }
        Set<EntryKind> kinds = EnumSet.noneOf(EntryKind.class);
        for (String name : wanted) {
            kinds.add(Arrays.stream(EntryKind.values())
                    .filter(kind -> TimelineText.kind(kind).equals(name))
                    .findFirst()
                    .orElseThrow(() -> RequestError.argument("there is no kind '%s'; there are %s"
                            .formatted(
                                    name,
                                    Arrays.stream(EntryKind.values())
                                            .map(TimelineText::kind)
                                            .toList()))));
        }
        return kinds;
    }
}
