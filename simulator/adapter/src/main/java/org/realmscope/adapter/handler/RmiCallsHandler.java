package org.realmscope.adapter.handler;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HistoryText;
import org.realmscope.adapter.debuggee.RmiPage;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.protocol.RmiCallsArguments;
import org.realmscope.protocol.RmiCallsResponse;

/** {@code realmscope/rmiCalls}: a page of the RMI calls. */
public final class RmiCallsHandler implements RequestHandler<RmiCallsArguments, RmiCallsResponse> {
    private final Target target;

    public RmiCallsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<RmiCallsArguments, RmiCallsResponse> command() {
        return Commands.RMI_CALLS;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<RmiCallsResponse> handle(RmiCallsArguments arguments) {
        RunRecorder recorder = target.debuggee().run().recorder();
        String from = arguments.from();
        RmiPage page = new RmiPage(
                from == null ? null : Given.moment(from),
                Given.count(arguments.count()),
                Boolean.TRUE.equals(arguments.newestFirst()),
                filter(arguments.name(), Boolean.TRUE.equals(arguments.failed())),
                (call, fault) -> HistoryText.call(target.debuggee().programs(), call, fault));
        Long fault = arguments.fault();
        if (fault != null) {
            page.add(Given.fault(fault, recorder.faults()));
        } else {
            page.add(recorder.history().otherCalls());
            page.add(recorder.faults());
        }
        return Answer.of(page.response());
    }

    private static Predicate<RmiCallRecord> filter(@Nullable String name, boolean failed) {
        Predicate<RmiCallRecord> filter = call -> !failed || call.result() != null && !call.succeeded();
        if (name == null) {
            return filter;
        }
        Pattern pattern = Pattern.compile(
                Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return filter.and(call -> pattern.matcher(call.name()).matches());
    }
}
