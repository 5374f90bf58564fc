package org.realmscope.adapter.debuggee;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.machine.history.Access;
import org.realmscope.machine.history.FaultRecord;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.protocol.FaultInfo;
import org.realmscope.protocol.RmiCallInfo;

/** What has happened, in the words of the protocol. */
public final class HistoryText {
    private HistoryText() {}

    /** A fault. */
    public static FaultInfo fault(Programs programs, FaultRecord fault) {
        FaultRecord.SeenByHost host = fault.seenByHost();
        return new FaultInfo(
                fault.number(),
                fault.moment().toString(),
                fault.guest().pe(),
                fault.guest().realm(),
                fault.guest().vcpu(),
                StateText.hex(fault.guest().pc()),
                StateText.hex(fault.ipa()),
                half(fault),
                fault.access().text(),
                fault.level(),
                StateText.hex(fault.esr()),
                StateText.hex(fault.hpfar()),
                text(fault.before()),
                text(fault.after()),
                decision(fault),
                fault.resolution().kind().text(),
                fault.resolution().command(),
                fault.rmi().stream()
                        .map(call -> call(programs, call, fault.number()))
                        .toList(),
                fault.repeats(),
                host == null ? null : Access.of(host.esr()).text(),
                host == null ? null : StateText.hex(host.esr()),
                cost(fault.cost()),
                programs.location(fault.guest()),
                source(fault));
    }

    /** What a fault cost. */
    static FaultInfo.Cost cost(FaultRecord.Cost cost) {
        return new FaultInfo.Cost(
                cost.hostInstructions(),
                cost.tlbInvalidations(),
                cost.gptChanges(),
                cost.estimate().rmm() + cost.estimate().el3());
    }

    /** The half of the IPA space; null if it is not known. */
    public static @Nullable String half(FaultRecord fault) {
        Boolean isProtected = fault.isProtected();
        if (isProtected == null) {
            return null;
        }
        return isProtected ? "protected" : "unprotected";
    }

    /** Row of the RMM's decision table; null where an RMM image decided. */
    static @Nullable String decision(FaultRecord fault) {
        FaultRecord.Decision decision = fault.decision();
        return decision == null ? null : decision.row() + ": " + decision.result();
    }

    /** Who noticed the fault. */
    static String source(FaultRecord fault) {
        return fault.isReportedByRmm() ? "rmm" : "pe";
    }

    static @Nullable String text(@Nullable Object state) {
        return state == null ? null : state.toString();
    }

    /** A call, made for {@code fault} if it is not null. */
    public static RmiCallInfo call(Programs programs, RmiCallRecord call, @Nullable Long fault) {
        return call(call, fault, programs.hostFunctions(call.returnAddresses()), programs.failedCondition(call));
    }

    /**
     * A call.
     *
     * @param functions of the host in which it was made
     * @param condition that failed it
     */
    static RmiCallInfo call(
            RmiCallRecord call,
            @Nullable Long fault,
            List<String> functions,
            RmiCallInfo.@Nullable FailedCondition condition) {
        RmiCommand command = call.command();
        return new RmiCallInfo(
                call.moment().toString(),
                fault,
                call.name(),
                call.arguments().stream().map(StateText::hex).toList(),
                call.resultText(),
                call.outputs().stream().map(StateText::hex).toList(),
                command == null ? List.of() : fields(command.inputs(), call.arguments()),
                command == null ? List.of() : fields(command.outputs(), call.outputs()),
                call.pe(),
                functions,
                condition);
    }

    private static List<RmiCallInfo.Field> fields(List<String> names, List<Long> values) {
        return IntStream.range(0, Math.min(names.size(), values.size()))
                .mapToObj(i -> new RmiCallInfo.Field(names.get(i), StateText.hex(values.get(i))))
                .toList();
    }
}
