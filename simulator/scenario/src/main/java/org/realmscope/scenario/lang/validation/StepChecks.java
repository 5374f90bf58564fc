package org.realmscope.scenario.lang.validation;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RsiCommand;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.build.Sizes;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.AtomicStep;
import org.realmscope.scenario.lang.syntax.CallStep;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.HostCallStep;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RepeatStep;
import org.realmscope.scenario.lang.syntax.SetRipasStep;
import org.realmscope.scenario.lang.syntax.Step;
import org.realmscope.scenario.lang.syntax.StoreStep;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.WordsStep;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.AddressRange;

/** What vCPUs do; addresses and outcomes have checks of their own. */
public class StepChecks extends Checks {
    /** The immediate that ends a vCPU's steps. */
    static final long END_IMMEDIATE = 0xffff;

    private static final int MOST_HOST_CALL_ARGUMENTS = 31;
    private static final int VALUES_OF_CAS = 2;

    @Check
    public void storedValueFits(StoreStep store) {
        int bytes = Sizes.bytes(store.getSize());
        Long value = store.getValue();
        if (!store.isPair() && value != null && !Sizes.fits(value, bytes)) {
            problem(
                    ProblemCode.NUMBER,
                    Numbers.address(value) + " does not fit into a " + store.getSize() + " of " + bytes * Byte.SIZE
                            + " bits",
                    store,
                    SyntaxPackage.Literals.STORE_STEP__VALUE);
        }
    }

    @Check
    public void atomic(AtomicStep atomic) {
        var feature = SyntaxPackage.Literals.ATOMIC_STEP__OPERATION;
        if (!isKnown("there is no atomic", atomic.getOperation(), StateNames.ATOMICS, atomic, feature)) {
            return;
        }
        boolean cas = atomic.getOperation().equals("cas");
        int expected = cas ? VALUES_OF_CAS : 1;
        if (atomic.getValues().size() != expected) {
            problem(
                    ProblemCode.COUNT,
                    cas
                            ? "'atomic cas' takes two values: 'atomic cas OLD, NEW to ADDRESS'"
                            : "'atomic " + atomic.getOperation() + "' takes one value",
                    atomic,
                    feature);
        }
    }

    @Check
    public void setRipas(SetRipasStep set) {
        isKnown(
                "a realm cannot ask for RIPAS",
                set.getState(),
                StateNames.RIPAS_TO_SET,
                set,
                SyntaxPackage.Literals.SET_RIPAS_STEP__STATE);
        if (set.getOption() != null) {
            isKnown(
                    "set_ripas has no option",
                    set.getOption(),
                    List.of("destroyed"),
                    set,
                    SyntaxPackage.Literals.SET_RIPAS_STEP__OPTION);
        }
        Realm realm = Elements.realm(set);
        Optional<AddressRange> range = range("set_ripas", set.getRange(), Elements.PAGE);
        if (realm != null && range.isPresent()) {
            isInProtectedHalf("the range", range.get(), realm, set.getRange());
        }
    }

    @Check
    public void hostCall(HostCallStep call) {
        isHostCallImmediate(call.getImmediate(), call, SyntaxPackage.Literals.HOST_CALL_STEP__IMMEDIATE);
        if (call.getArguments().size() > MOST_HOST_CALL_ARGUMENTS) {
            problem(
                    ProblemCode.COUNT,
                    "a host call passes at most " + MOST_HOST_CALL_ARGUMENTS + " registers",
                    call,
                    SyntaxPackage.Literals.HOST_CALL_STEP__IMMEDIATE);
        }
    }

    final boolean isHostCallImmediate(@Nullable Long immediate, EObject at, EStructuralFeature feature) {
        if (immediate != null && immediate == END_IMMEDIATE) {
            problem(
                    ProblemCode.NUMBER,
                    "immediate 0xffff marks the end of a vCPU's steps; use another one",
                    at,
                    feature);
            return false;
        }
        return isWithin("immediate", immediate, 0, END_IMMEDIATE - 1, at, feature);
    }

    @Check
    public void call(CallStep call) {
        var feature = SyntaxPackage.Literals.CALL_STEP__COMMAND;
        String name = call.getCommand();
        boolean psci = "psci".equals(call.getKind());
        String kind = psci ? "there is no PSCI function" : "there is no RSI command";
        if (!isKnown(kind, name, psci ? CallNames.psciNames() : CallNames.rsiNames(), call, feature)) {
            return;
        }
        List<String> inputs = psci
                ? CallNames.psci(name).orElseThrow().inputs()
                : CallNames.rsi(name).map(RsiCommand::inputs).orElseThrow();
        long least =
                inputs.stream().filter(input -> psci || !isPartOfAnArray(input)).count();
        int count = call.getArguments().size();
        if (count < least || count > inputs.size()) {
            problem(ProblemCode.COUNT, wrongCount(name, inputs, least, count), call, feature);
        }
    }

    /** Registers of an array that may be left out, and then are zero. */
    private static boolean isPartOfAnArray(String input) {
        return input.startsWith("value_") || input.startsWith("challenge_");
    }

    /** What to say about a call with a wrong number of arguments. */
    static String wrongCount(String name, List<String> inputs, long least, int count) {
        String expected = least == inputs.size() ? Long.toString(least) : least + " to " + inputs.size();
        return name + " takes "
                + (inputs.isEmpty() ? "no arguments" : expected + (inputs.size() == 1 ? " argument" : " arguments"))
                + (inputs.isEmpty() ? "" : " (" + String.join(", ", inputs) + ")") + ", not " + count;
    }

    @Check
    public void words(WordsStep words) {
        for (int i = 0; i < words.getWords().size(); i++) {
            Long word = words.getWords().get(i);
            if (word != null && word >>> Integer.SIZE != 0) {
                problemAt(
                        i,
                        ProblemCode.NUMBER,
                        Numbers.address(word) + " is no A64 word, which has 32 bits",
                        words,
                        SyntaxPackage.Literals.WORDS_STEP__WORDS);
            }
        }
    }

    @Check
    public void loop(ForStep loop) {
        for (EObject at = loop.eContainer(); at != null; at = at.eContainer()) {
            if (at instanceof ForStep outer
                    && outer.getName() != null
                    && outer.getName().equals(loop.getName())) {
                problem(
                        ProblemCode.DUPLICATE,
                        "an enclosing loop has the variable '" + loop.getName() + "' already",
                        loop,
                        SyntaxPackage.Literals.FOR_STEP__NAME);
            }
        }
        if (loop.getStep() != null) {
            isWithin("the step", loop.getStep(), 1, Long.MAX_VALUE, loop, SyntaxPackage.Literals.FOR_STEP__STEP);
        }
        if (loop.getRange() != null
                && loop.getRange().getEnd() == null
                && loop.getRange().getSize() == null) {
            problem(
                    ProblemCode.MISSING,
                    "the loop has no end; write 'for " + loop.getName() + " in BASE .. END'",
                    loop,
                    SyntaxPackage.Literals.FOR_STEP__RANGE);
            return;
        }
        Realm realm = Elements.realm(loop);
        Optional<AddressRange> range = range("the loop", loop.getRange(), 1);
        if (realm != null && range.isPresent()) {
            isInProtectedHalf(
                    loop.isShared() ? "the loop, without the unprotected bit," : "the loop",
                    range.get(),
                    realm,
                    loop.getRange());
        }
    }

    @Check
    public void repeat(RepeatStep repeat) {
        if (repeat.getCount() != null) {
            isWithin(
                    "the number of repetitions",
                    repeat.getCount(),
                    1,
                    Long.MAX_VALUE,
                    repeat,
                    SyntaxPackage.Literals.REPEAT_STEP__COUNT);
        }
        if (repeat.isForever() && repeat.eContainer().eGet(repeat.eContainingFeature()) instanceof List<?> steps) {
            int next = steps.indexOf(repeat) + 1;
            if (next < steps.size() && steps.get(next) instanceof Step step) {
                suspicion(ProblemCode.NOT_HERE, "no vCPU gets here: 'repeat forever' never ends", step, null);
            }
        }
    }
}
