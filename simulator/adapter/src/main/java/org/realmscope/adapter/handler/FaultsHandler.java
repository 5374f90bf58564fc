package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HistoryText;
import org.realmscope.adapter.debuggee.RichBreakpoints;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsResponse;

/** {@code realmscope/faults}: a page of the stage 2 faults of realms. */
public final class FaultsHandler implements RequestHandler<FaultsArguments, FaultsResponse> {
    private final Target target;

    public FaultsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<FaultsArguments, FaultsResponse> command() {
        return Commands.FAULTS;
    }

    @Override
    public Lane lane() {
        return Lane.RECORDED;
    }

    @Override
    public Answer<FaultsResponse> handle(FaultsArguments arguments) {
        FaultHistory faults = target.debuggee().run().recorder().faults();
        int count = Given.count(arguments.count());
        boolean backwards = Boolean.TRUE.equals(arguments.newestFirst());
        Predicate<FaultRecord> filter = filter(arguments.filter());
        Long start = arguments.start();
        long number = start != null ? start : backwards ? faults.count() : faults.firstKept();
        number = backwards ? Math.min(number, faults.count()) : Math.max(number, faults.firstKept());
        List<FaultInfo> page = new ArrayList<>();
        while (page.size() < count && isKept(faults, number)) {
            FaultRecord fault = faults.fault(number);
            if (filter.test(fault)) {
                page.add(HistoryText.fault(target.debuggee().programs(), fault));
            }
            number += backwards ? -1 : 1;
        }
        Long next = isKept(faults, number) ? (Long) number : null;
        return Answer.of(new FaultsResponse(faults.count(), faults.firstKept(), page, next));
    }

    private static boolean isKept(FaultHistory faults, long number) {
        return faults.firstKept() <= number && number <= faults.count();
    }

    private static Predicate<FaultRecord> filter(FaultsArguments.@Nullable Filter filter) {
        if (filter == null) {
            return fault -> true;
        }
        long base = Given.number(filter.base(), 0);
        long end = Given.number(filter.end(), Long.MAX_VALUE);
        Boolean isProtected = RichBreakpoints.isProtected(filter.half());
        return fault -> is(filter.realm(), fault.guest().realm())
                && is(filter.vcpu(), fault.guest().vcpu())
                && base <= fault.ipa()
                && fault.ipa() < end
                && is(isProtected, fault.isProtected())
                && is(filter.access(), fault.access().text())
                && is(filter.resolution(), fault.resolution().kind().text());
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }
}
