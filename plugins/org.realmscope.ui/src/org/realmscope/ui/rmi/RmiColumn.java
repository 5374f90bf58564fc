package org.realmscope.ui.rmi;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.ui.grid.GridColumn;

/** The columns of the RMI Calls view. */
final class RmiColumn {
    private RmiColumn() {}

    /** All of them. */
    static List<GridColumn<RmiRow>> all() {
        return List.of(
                GridColumn.words("call", "Call", 38, RmiColumn::name),
                GridColumn.words("status", "Status", 22, RmiColumn::status),
                GridColumn.words("condition", "Failed condition", 26, RmiRow::failedCondition),
                GridColumn.values("arguments", "Arguments", 60, RmiColumn::arguments),
                GridColumn.values(
                        "outputs", "Outputs", 24, row -> row instanceof RmiRow.Call call ? call.outputs() : null),
                GridColumn.values("moment", "Moment", 14, RmiRow::moment),
                GridColumn.<RmiRow>numbers("fault", "Fault", 8, RmiColumn::fault)
                        .asOptional());
    }

    private static String name(RmiRow row) {
        return switch (row) {
            case RmiRow.Group group -> group.fault() == null ? "Not for a fault" : "Fault " + group.fault();
            case RmiRow.Caller caller -> caller.functions().get(0);
            case RmiRow.Call call -> call.info().name();
            case RmiRow.Value value -> value.name();
            case RmiRow.Reason reason -> "failed condition";
        };
    }

    private static @Nullable String status(RmiRow row) {
        return switch (row) {
            case RmiRow.Group group -> calls(group.calls());
            case RmiRow.Caller caller -> calls(caller.calls());
            case RmiRow.Call call -> result(call.info());
            case RmiRow.Value value -> value.given() ? "argument" : "output";
            case RmiRow.Reason reason -> null;
        };
    }

    private static String result(RmiCallInfo call) {
        String result = call.result();
        return result == null ? "has not returned" : result;
    }

    private static @Nullable String arguments(RmiRow row) {
        return switch (row) {
            case RmiRow.Group group -> null;
            case RmiRow.Caller caller -> callers(caller.functions());
            case RmiRow.Call call -> call.arguments();
            case RmiRow.Value value -> value.value();
            case RmiRow.Reason reason -> null;
        };
    }

    private static @Nullable String fault(RmiRow row) {
        Long fault = row.fault();
        return fault == null ? null : fault.toString();
    }

    private static String calls(List<RmiCallInfo> calls) {
        long failed = RmiRow.failed(calls);
        return calls.size() + (calls.size() == 1 ? " call" : " calls") + (failed == 0 ? "" : ", " + failed + " failed");
    }

    /** The functions around that in which calls were made. */
    private static @Nullable String callers(List<String> functions) {
        return functions.size() == 1 ? null : "in " + String.join(", in ", functions.subList(1, functions.size()));
    }
}
