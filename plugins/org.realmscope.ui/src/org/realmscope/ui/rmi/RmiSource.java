package org.realmscope.ui.rmi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RealmscopeServer;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.protocol.RmiCallInfo.FailedCondition;
import org.realmscope.protocol.RmiCallsArguments;
import org.realmscope.ui.rows.Batch;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeSource;

/**
 * The calls of a machine, by the faults for which they were made and the functions of the host that made them; those
 * for one fault are in the order of the run.
 */
final class RmiSource implements TreeSource<RmiRow> {
    private static final int PAGE = 500;

    private final RealmscopeServer server;
    private final RmiQuery query;
    private final boolean newestFirst;

    RmiSource(RealmscopeServer server, RmiQuery query, boolean newestFirst) {
        this.server = server;
        this.newestFirst = newestFirst;
        this.query = query;
    }

    @Override
    public CompletableFuture<Batch<RmiRow>> children(@Nullable RmiRow parent, @Nullable Object from) {
        return switch (parent) {
            case null -> calls(from instanceof String moment ? moment : null);
            case RmiRow.Group group -> CompletableFuture.completedFuture(Batch.whole(callers(group.calls())));
            case RmiRow.Caller caller -> CompletableFuture.completedFuture(Batch.whole(rows(caller.calls())));
            case RmiRow.Call call -> CompletableFuture.completedFuture(Batch.whole(parts(call.info())));
            default -> CompletableFuture.completedFuture(Batch.whole(List.of()));
        };
    }

    private CompletableFuture<Batch<RmiRow>> calls(@Nullable String from) {
        RmiCallsArguments arguments = new RmiCallsArguments(
                from, PAGE, query.name(), query.failed() ? true : null, newestFirst, query.fault());
        return Requests.map(
                server.rmiCalls(arguments), answer -> new Batch<>(groups(answer.calls(), newestFirst), answer.next()));
    }

    /** What a call took and gave; of one that failed, the condition that failed it comes first. */
    private static List<RmiRow> parts(RmiCallInfo call) {
        List<RmiRow> rows = new ArrayList<>();
        FailedCondition condition = call.condition();
        if (condition != null) {
            rows.add(new RmiRow.Reason(call, condition));
        }
        call.inputFields().forEach(field -> rows.add(new RmiRow.Value(call, true, field.name(), field.value())));
        call.outputFields().forEach(field -> rows.add(new RmiRow.Value(call, false, field.name(), field.value())));
        return rows;
    }

    /** Calls by the function that made them; if functions are not known, the calls alone. */
    private static List<RmiRow> callers(List<RmiCallInfo> calls) {
        List<RmiRow> rows = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= calls.size(); index++) {
            List<String> functions = calls.get(from).functions();
            if (index == calls.size() || !functions.equals(calls.get(index).functions())) {
                List<RmiCallInfo> made = calls.subList(from, index);
                rows.addAll(functions.isEmpty() ? rows(made) : List.of(new RmiRow.Caller(functions, made)));
                from = index;
            }
        }
        return rows;
    }

    private static List<RmiRow> rows(List<RmiCallInfo> calls) {
        return calls.stream().<RmiRow>map(RmiRow.Call::new).toList();
    }

    private static List<RmiRow> groups(List<RmiCallInfo> calls, boolean backwards) {
        List<RmiRow> rows = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= calls.size(); index++) {
            if (index == calls.size()
                    || !Objects.equals(calls.get(from).fault(), calls.get(index).fault())) {
                List<RmiCallInfo> group = new ArrayList<>(calls.subList(from, index));
                if (backwards && group.get(0).fault() != null) {
                    Collections.reverse(group);
                }
                rows.add(new RmiRow.Group(calls.get(from).fault(), group));
                from = index;
            }
        }
        return rows;
    }

    @Override
    public boolean isBranch(RmiRow row) {
        return switch (row) {
            case RmiRow.Group group -> true;
            case RmiRow.Caller caller -> true;
            case RmiRow.Call call -> !parts(call.info()).isEmpty();
            default -> false;
        };
    }

    @Override
    public boolean isOpenAtFirst(RmiRow row) {
        return row instanceof RmiRow.Group || row instanceof RmiRow.Caller;
    }

    @Override
    public Object key(RmiRow row) {
        return switch (row) {
            case RmiRow.Group group -> "group " + group.moment();
            case RmiRow.Caller caller -> "function " + caller.moment();
            case RmiRow.Call call -> call.moment();
            case RmiRow.Reason reason -> reason.moment() + " why";
            case RmiRow.Value value -> value.moment() + (value.given() ? " in " : " out ") + value.name();
        };
    }
}
