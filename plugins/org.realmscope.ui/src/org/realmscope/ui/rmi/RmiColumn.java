package org.realmscope.ui.rmi;

import java.util.List;

import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.ui.grid.GridColumn;

/** The columns of the RMI Calls view. */
final class RmiColumn {
    private RmiColumn() {
    }

    /** All of them. */
    static List<GridColumn<RmiRow>> all() {
        return List.of(
                GridColumn.words("call", "Call", 38, RmiColumn::name),
                GridColumn.words("status", "Status", 22, RmiColumn::status),
                GridColumn.values("arguments", "Arguments", 60, RmiColumn::arguments),
                GridColumn.values("outputs", "Outputs", 24, row -> row instanceof RmiRow.Call call
                        ? call.outputs()
                        : null),
                GridColumn.values("moment", "Moment", 14, RmiRow::moment),
                GridColumn.<RmiRow>numbers("fault", "Fault", 8, RmiColumn::fault).asOptional());
    }

    private static String name(RmiRow row) {
        return switch (row) {
        case RmiRow.Group group -> group.fault() == null ? "Not for a fault" : "Fault " + group.fault();
        case RmiRow.Call call -> call.info().name();
        case RmiRow.Value value -> value.name();
        case RmiRow.Reason reason -> "failed condition";
        };
    }

    private static @Nullable String status(RmiRow row) {
        return switch (row) {
        case RmiRow.Group group -> count(group.calls().size(), "call")
                + (group.failed() == 0 ? "" : ", " + group.failed() + " failed");
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
        case RmiRow.Call call -> call.arguments();
        case RmiRow.Value value -> value.value();
        case RmiRow.Reason reason -> reason.fact().text();
        };
    }

    private static @Nullable String fault(RmiRow row) {
        Long fault = row.fault();
        return fault == null ? null : fault.toString();
    }

    private static String count(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }
}
