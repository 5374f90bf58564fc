package org.realmscope.debug.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.Psci;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.Smccc;
import org.realmscope.debug.inspect.CheckedCondition;
import org.realmscope.debug.inspect.CommandConditions;
import org.realmscope.debug.inspect.CommandTrial;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.RmiCallRecord;
import org.realmscope.machine.time.Moment;

/** Evaluates calls again on forks that stand where the calls are about to take effect. */
final class CallReader {
    private static final int ARGUMENTS = 17;
    private static final List<String> PSCI_INPUTS = List.of("x1", "x2", "x3");

    private final Forks forks;
    private final OriginSearch origins;

    CallReader(Forks forks, OriginSearch origins) {
        this.forks = forks;
        this.origins = origins;
    }

    /**
     * A call of the host that was recorded, and if it failed for good what made it fail.
     *
     * @param repeatedAt when it was made again with success; null if it was not
     */
    CallFacts ofHost(RmiCallRecord call, @Nullable Moment repeatedAt) {
        CallFacts facts = ofHost(call);
        if (!facts.failed()) {
            return facts;
        }
        CheckedCondition failing = facts.failing();
        return facts.repeatedAt(repeatedAt)
                .withOrigin(failing == null || repeatedAt != null ? null : origins.find(call, failing));
    }

    /** A call of the host that was recorded. */
    CallFacts ofHost(RmiCallRecord call) {
        List<String> names = call.command() == null ? List.of() : call.command().inputs();
        Long result = call.result();
        CheckedCondition failing = null;
        RttEntry leaf = null;
        String otherProfile = null;
        Machine fork = forks.at(call.moment());
        int pe = fork == null ? -1 : Forks.callingPe(fork);
        CommandConditions conditions = fork == null ? null : CommandConditions.of(fork);
        if (fork != null && conditions != null && pe >= 0) {
            failing = firstHolding(conditions.check(pe, call.functionId(), call.arguments()));
            leaf = leaf(new Inspection(fork), names, call.arguments());
            CommandTrial trial = CommandTrial.run(fork);
            otherProfile = trial == null ? null : trial.otherProfile();
            result = trial != null && result == null ? (Long) trial.result() : result;
        }
        boolean failed = result != null && result != RmiStatus.SUCCESS.returnCode();
        return new CallFacts(
                call.name(),
                call.moment(),
                named(names, call.arguments()),
                call.arguments(),
                result == null ? null : RmiStatus.describe(result),
                failed,
                failed ? failing : null,
                leaf,
                otherProfile,
                null,
                false,
                null);
    }

    /**
     * The RSI or PSCI call of a realm with which it has just come to EL2.
     *
     * @param moment of the exception
     * @return null if there is none, or the RMM is an image
     */
    @Nullable
    CallFacts ofRealm(Moment moment, int pe) {
        Machine fork = forks.at(moment);
        CommandConditions conditions = fork == null ? null : CommandConditions.of(fork);
        if (fork == null || conditions == null) {
            return null;
        }
        long[] x = fork.pe(pe).x;
        long functionId = Smccc.functionId(x[0]);
        List<Long> arguments = new ArrayList<>();
        for (int i = 1; i <= ARGUMENTS; i++) {
            arguments.add(x[i]);
        }
        RsiCommand command = RsiCommand.of(functionId);
        Psci function = Psci.of(functionId);
        if (command == null && function == null) {
            return null;
        }
        CheckedCondition failing = firstHolding(conditions.checkOfRealm(pe, functionId, arguments));
        CommandTrial trial = CommandTrial.run(fork);
        boolean failed = failing != null && trial != null && trial.failed();
        return new CallFacts(
                nameOfRealmCall(functionId),
                moment,
                named(command != null ? command.inputs() : PSCI_INPUTS, arguments),
                arguments,
                trial == null ? null : trial.resultText(),
                failed,
                failed ? failing : null,
                null,
                null,
                null,
                false,
                null);
    }

    /** The specification's name of an RSI or PSCI call, or the function identifier of any other. */
    static String nameOfRealmCall(long functionId) {
        RsiCommand command = RsiCommand.of(functionId);
        Psci function = Psci.of(functionId);
        if (command != null) {
            return command.specificationName();
        }
        return function == null ? "SMC 0x" + Long.toHexString(functionId) : "PSCI_" + function;
    }

    /** The entry at which the walk of a command's IPA ends. */
    private static @Nullable RttEntry leaf(Inspection view, List<String> names, List<Long> arguments) {
        int ipa = names.contains("ipa") ? names.indexOf("ipa") : names.indexOf("base");
        int rd = names.indexOf("rd");
        if (ipa < 0 || rd < 0 || !view.isRealm(arguments.get(rd))) {
            return null;
        }
        long end = view.realm(arguments.get(rd)).ipaEnd();
        return Long.compareUnsigned(arguments.get(ipa), end) >= 0
                ? null
                : view.rttLeaf(arguments.get(rd), arguments.get(ipa));
    }

    private static @Nullable CheckedCondition firstHolding(List<CheckedCondition> conditions) {
        return conditions.stream()
                .filter(each -> each.verdict() == CheckedCondition.Verdict.HOLDS)
                .findFirst()
                .orElse(null);
    }

    private static List<String> named(List<String> names, List<Long> values) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < names.size() && i < values.size(); i++) {
            named.add(names.get(i) + " = 0x" + Long.toHexString(values.get(i)));
        }
        return named;
    }

    /** Whether two calls are the same command with the same inputs. */
    static boolean isSame(RmiCallRecord one, RmiCallRecord other) {
        return one.functionId() == other.functionId() && Objects.equals(one.arguments(), other.arguments());
    }

    /**
     * When a call that failed is made again with success after a table has been created; null if it is not.
     *
     * @param calls in which both are looked for
     */
    static @Nullable Moment repetition(RmiCallRecord call, List<RmiCallRecord> calls) {
        Moment repeated = calls.stream()
                .filter(each -> call.moment().isBefore(each.moment()) && isSame(call, each) && each.succeeded())
                .map(RmiCallRecord::moment)
                .min(Moment::compareTo)
                .orElse(null);
        boolean isCreated = repeated != null
                && calls.stream()
                        .anyMatch(each -> each.command() == RmiCommand.RTT_CREATE
                                && each.succeeded()
                                && each.arguments()
                                        .getFirst()
                                        .equals(call.arguments().getFirst())
                                && call.moment().isBefore(each.moment())
                                && each.moment().isBefore(repeated));
        return isCreated ? repeated : null;
    }

    /** A call of the host in a line, as {@link CallFacts#text}. */
    static String text(RmiCallRecord call) {
        List<String> names = call.command() == null ? List.of() : call.command().inputs();
        String result = call.resultText();
        return call.name() + "(" + String.join(", ", named(names, call.arguments())) + ")"
                + (result == null ? "" : " returns " + result);
    }

    /** A return code of RMI as people write it. */
    static String describe(long returnCode) {
        return RmiStatus.describe(returnCode);
    }
}
