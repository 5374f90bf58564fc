package org.realmscope.ui.rmi;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.protocol.RmiCallInfo;
import org.realmscope.protocol.RmiCallInfo.FailedCondition;

/** A row of the RMI Calls view. */
public sealed interface RmiRow {
    /** Calls in a row that were made for a fault; null if for none. */
    record Group(@Nullable Long fault, List<RmiCallInfo> calls) implements RmiRow {
        public Group {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Calls in a row of a function of the host.
     *
     * @param functions names, from that function outwards
     */
    record Caller(List<String> functions, List<RmiCallInfo> calls) implements RmiRow {
        public Caller {
            functions = List.copyOf(functions);
            calls = List.copyOf(calls);
        }
    }

    /** A call. */
    record Call(RmiCallInfo info) implements RmiRow {
        /** Its arguments by name. */
        String arguments() {
            return info.inputFields().isEmpty() ? String.join(", ", info.arguments()) : fields(info.inputFields());
        }

        /** What it gave beside its status, by name. */
        String outputs() {
            return info.outputFields().isEmpty() ? String.join(", ", info.outputs()) : fields(info.outputFields());
        }

        private static String fields(List<RmiCallInfo.Field> fields) {
            return fields.stream()
                    .map(field -> field.name() + " = " + field.value())
                    .collect(Collectors.joining(", "));
        }
    }

    /** A value that a call took or gave. */
    record Value(RmiCallInfo of, boolean given, String name, String value) implements RmiRow {}

    /** The condition that failed a call. */
    record Reason(RmiCallInfo of, FailedCondition condition) implements RmiRow {}

    /** How many calls failed. */
    static long failed(List<RmiCallInfo> calls) {
        return calls.stream().filter(RmiRow::isFailed).count();
    }

    /** Whether a call came back with another status than success. */
    static boolean isFailed(RmiCallInfo call) {
        String result = call.result();
        return result != null && !result.startsWith("RMI_SUCCESS");
    }

    /** The call that the row is or belongs to; null of several. */
    default @Nullable RmiCallInfo call() {
        return switch (this) {
            case Group group -> null;
            case Caller caller -> null;
            case Call call -> call.info();
            case Value value -> value.of();
            case Reason reason -> reason.of();
        };
    }

    /** The moment of the call, or of the first call. */
    default String moment() {
        return switch (this) {
            case Group group -> group.calls().get(0).moment();
            case Caller caller -> caller.calls().get(0).moment();
            case Call call -> call.info().moment();
            case Value value -> value.of().moment();
            case Reason reason -> reason.of().moment();
        };
    }

    /** The condition that failed the call that the row is or belongs to, by its name; null if none did. */
    default @Nullable String failedCondition() {
        RmiCallInfo call = call();
        FailedCondition condition = call == null ? null : call.condition();
        return condition == null || this instanceof Value ? null : condition.name() + ": " + condition.text();
    }

    /** The fault for which calls were made; null if for none. */
    default @Nullable Long fault() {
        return switch (this) {
            case Group group -> group.fault();
            case Caller caller -> caller.calls().get(0).fault();
            case Call call -> call.info().fault();
            case Value value -> value.of().fault();
            case Reason reason -> reason.of().fault();
        };
    }
}
