package org.realmscope.adapter.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.FaultList;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.HistoryText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.machine.history.FaultHistory;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.ForgottenFaults;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.FaultsArguments;
import org.realmscope.protocol.FaultsResponse;

/** {@code realmscope/faults}: a page of the stage 2 faults of realms. */
public final class FaultsHandler implements RequestHandler<FaultsArguments, FaultsResponse> {
    private final Target target;
    private @Nullable FaultList list;

    public FaultsHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<FaultsArguments, FaultsResponse> command() {
        return Commands.FAULTS;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<FaultsResponse> handle(FaultsArguments arguments) {
        FaultHistory faults = target.debuggee().run().recorder().faults();
        FaultList kept = list;
        if (kept == null || kept.faults() != faults) {
            kept = new FaultList(faults, target.debuggee().programs());
            list = kept;
        }
        boolean isByPlace = arguments.sort() != null || arguments.offset() != null;
        return Answer.of(isByPlace ? byPlace(kept, arguments) : byNumber(kept, arguments));
    }

    /** A page of what the filter leaves, in the order asked for. */
    private FaultsResponse byPlace(FaultList list, FaultsArguments arguments) {
        if (arguments.start() != null) {
            throw RequestError.argument("either 'start' or 'offset' and 'sort' are expected");
        }
        boolean descending =
                Boolean.TRUE.equals(arguments.sort() == null ? arguments.newestFirst() : arguments.descending());
        long[] numbers = list.numbers(arguments.filter(), arguments.sort(), descending);
        Long offset = arguments.offset();
        long first = offset == null ? 0 : offset;
        if (first < 0) {
            throw RequestError.argument("'offset' is " + first + "; 0 or more is expected");
        }
        long end = Math.min(numbers.length, first + Given.count(arguments.count()));
        List<FaultInfo> page = new ArrayList<>();
        for (long i = first; i < end; i++) {
            page.add(info(list.faults().fault(numbers[(int) i])));
        }
        FaultHistory faults = list.faults();
        return response(faults, page, null, (long) numbers.length);
    }

    private FaultsResponse byNumber(FaultList list, FaultsArguments arguments) {
        FaultHistory faults = list.faults();
        int count = Given.count(arguments.count());
        boolean backwards = Boolean.TRUE.equals(arguments.newestFirst());
        Predicate<FaultRecord> filter = list.filter(arguments.filter());
        Long start = arguments.start();
        long number = start != null ? start : backwards ? faults.count() : faults.firstKept();
        number = backwards ? Math.min(number, faults.count()) : Math.max(number, faults.firstKept());
        List<FaultInfo> page = new ArrayList<>();
        while (page.size() < count && isKept(faults, number)) {
            FaultRecord fault = faults.fault(number);
            if (filter.test(fault)) {
                page.add(info(fault));
            }
            number += backwards ? -1 : 1;
        }
        Long next = isKept(faults, number) ? (Long) number : null;
        return response(faults, page, next, null);
    }

    private static FaultsResponse response(
            FaultHistory faults, List<FaultInfo> page, @Nullable Long next, @Nullable Long matching) {
        return new FaultsResponse(
                faults.count(), faults.firstKept(), page, next, matching, forgotten(faults.forgotten()));
    }

    private static FaultsResponse.@Nullable Forgotten forgotten(ForgottenFaults faults) {
        if (faults.count() == 0) {
            return null;
        }
        Map<String, Long> resolutions = new TreeMap<>();
        faults.resolutions().forEach((kind, count) -> resolutions.put(kind.text(), count));
        return new FaultsResponse.Forgotten(
                faults.last().toString(),
                new TreeMap<>(Map.of("protected", faults.isProtected(), "unprotected", faults.unprotected())),
                resolutions,
                faults.rmiCalls());
    }

    private FaultInfo info(FaultRecord fault) {
        return HistoryText.fault(target.debuggee().programs(), fault);
    }

    private static boolean isKept(FaultHistory faults, long number) {
        return faults.firstKept() <= number && number <= faults.count();
    }
}
