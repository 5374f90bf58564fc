package org.realmscope.scenario.lang.validation;

import java.util.List;
import java.util.Objects;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.FailAction;
import org.realmscope.scenario.lang.syntax.PagesAction;
import org.realmscope.scenario.lang.syntax.PagesOperand;
import org.realmscope.scenario.lang.syntax.PhaseTrigger;
import org.realmscope.scenario.lang.syntax.PokeAction;
import org.realmscope.scenario.lang.syntax.RmiAction;
import org.realmscope.scenario.lang.syntax.Rule;
import org.realmscope.scenario.lang.syntax.Status;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.Trigger;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.lang.vocabulary.StatusNames;

/** Raw RMI calls, the pages for them, and injected failures. */
public class RmiChecks extends Checks {
    private static final long MOST_PAGES = 1024;
    private static final int LAST_INDEX = 255;
    private static final int MOST_FAILURES = 8;
    private static final int ORDINAL_SUFFIX = 2;
    private static final int MOST_ORDINAL_DIGITS = 18;

    @Check
    public void fail(FailAction fail) {
        String nth = fail.getNth();
        if (nth != null) {
            ordinal(fail, nth);
        }
        if (!isAlone(fail) || fail.isAllocation() || fail.getCommand() == null) {
            return;
        }
        isKnown(
                "there is no RMI command",
                fail.getCommand(),
                CallNames.rmiNames(),
                fail,
                SyntaxPackage.Literals.FAIL_ACTION__COMMAND);
        if (fail.getTimes() != null) {
            isWithin("the count", fail.getTimes(), 1, Long.MAX_VALUE, fail, SyntaxPackage.Literals.FAIL_ACTION__TIMES);
        }
        if (fail.getStatus() != null && "RMI_SUCCESS".equals(fail.getStatus().getCode())) {
            problem(
                    ProblemCode.NOT_HERE,
                    "a call that fails does not return RMI_SUCCESS",
                    fail.getStatus(),
                    SyntaxPackage.Literals.STATUS__CODE);
        }
    }

    /** The host keeps one failure for each command, and those of a few commands. */
    private boolean isAlone(FailAction fail) {
        List<FailAction> before = fail.eContainer().eContents().stream()
                .filter(FailAction.class::isInstance)
                .map(FailAction.class::cast)
                .takeWhile(other -> other != fail)
                .toList();
        String what = fail.isAllocation() ? "allocation" : String.valueOf(fail.getCommand());
        var feature = fail.isAllocation()
                ? SyntaxPackage.Literals.FAIL_ACTION__ALLOCATION
                : SyntaxPackage.Literals.FAIL_ACTION__COMMAND;
        if (before.stream()
                .anyMatch(other -> other.isAllocation() == fail.isAllocation()
                        && Objects.equals(other.getCommand(), fail.getCommand()))) {
            problem(
                    ProblemCode.DUPLICATE,
                    "there is a 'fail' for " + what + " already, which this one would replace before it fails anything:"
                            + " put it into a rule of 'vmm' that applies later",
                    fail,
                    feature);
            return false;
        }
        if (before.stream().filter(other -> !other.isAllocation()).count() >= MOST_FAILURES && !fail.isAllocation()) {
            problem(
                    ProblemCode.COUNT,
                    "the host keeps failures of " + MOST_FAILURES
                            + " commands at a time; put this one into a rule of 'vmm' that"
                            + " applies when others have come about",
                    fail,
                    feature);
            return false;
        }
        return true;
    }

    private void ordinal(FailAction fail, String nth) {
        var feature = SyntaxPackage.Literals.FAIL_ACTION__NTH;
        String digits = nth.substring(0, nth.length() - ORDINAL_SUFFIX);
        if (digits.length() > MOST_ORDINAL_DIGITS || digits.chars().allMatch(digit -> digit == '0')) {
            problem(
                    ProblemCode.NUMBER,
                    nth + " is no number of a call; the first one is the 1st",
                    fail,
                    feature,
                    "1st");
        } else if (!nth.equals(digits + suffix(digits))) {
            problem(
                    ProblemCode.NUMBER,
                    "it is " + digits + suffix(digits) + ", not " + nth,
                    fail,
                    feature,
                    digits + suffix(digits));
        }
    }

    private static String suffix(String digits) {
        int tens = Integer.parseInt(digits.substring(Math.max(0, digits.length() - 2)));
        if (tens >= 11 && tens <= 13) {
            return "th";
        }
        return switch (tens % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    @Check
    public void status(Status status) {
        var feature = SyntaxPackage.Literals.STATUS__CODE;
        if (!isKnown("there is no RMI status", status.getCode(), StatusNames.rmiNames(), status, feature)
                || status.getIndex() == null) {
            return;
        }
        switch (StatusNames.rmi(status.getCode()).orElseThrow()) {
            case ERROR_RTT ->
                isWithin("the level", status.getIndex(), -1, 3, status, SyntaxPackage.Literals.STATUS__INDEX);
            case ERROR_REALM ->
                isWithin("the index", status.getIndex(), 0, LAST_INDEX, status, SyntaxPackage.Literals.STATUS__INDEX);
            default ->
                problem(
                        ProblemCode.NOT_HERE,
                        status.getCode() + " has no index; RMI_ERROR_RTT has a level, RMI_ERROR_REALM an index",
                        status,
                        SyntaxPackage.Literals.STATUS__INDEX);
        }
    }

    @Check
    public void rmi(RmiAction rmi) {
        var feature = SyntaxPackage.Literals.RMI_ACTION__COMMAND;
        if (!isKnown("there is no RMI command", rmi.getCommand(), CallNames.rmiNames(), rmi, feature)) {
            return;
        }
        RmiCommand command = CallNames.rmi(rmi.getCommand()).orElseThrow();
        List<String> inputs = command.inputs();
        int count = rmi.getOperands().size();
        if (count != inputs.size()) {
            problem(
                    ProblemCode.COUNT,
                    StepChecks.wrongCount(rmi.getCommand(), inputs, inputs.size(), count),
                    rmi,
                    feature);
        }
        List<String> outputs = command.outputs();
        if (rmi.getValues().size() > outputs.size()) {
            problem(
                    ProblemCode.COUNT,
                    rmi.getCommand() + " returns "
                            + (outputs.isEmpty()
                                    ? "nothing but its status"
                                    : outputs.size() + (outputs.size() == 1 ? " value" : " values")
                                            + " beside its status (" + String.join(", ", outputs) + ")")
                            + ", and " + rmi.getValues().size() + " are expected",
                    rmi,
                    SyntaxPackage.Literals.RMI_ACTION__VALUES);
        }
    }

    @Check
    public void namesOfPages(Document document) {
        namesAreUnique(
                "'pages'",
                EcoreUtil2.getAllContentsOfType(document, PagesAction.class),
                PagesAction::getName,
                SyntaxPackage.Literals.PAGES_ACTION__NAME);
    }

    @Check
    public void pages(PagesAction pages) {
        Long count = pages.getCount();
        var feature = SyntaxPackage.Literals.PAGES_ACTION__COUNT;
        if (count != null
                && isWithin("the number of pages", count, 1, MOST_PAGES, pages, feature)
                && Long.bitCount(count) != 1) {
            problem(
                    ProblemCode.NUMBER,
                    count + " pages cannot be had at once: the host allocates powers of two; take "
                            + Long.highestOneBit(count) * 2,
                    pages,
                    feature,
                    Long.toString(Long.highestOneBit(count) * 2));
        }
    }

    @Check
    public void poke(PokeAction poke) {
        if (!(poke.getAddress() instanceof PagesOperand operand)) {
            if (poke.getAddress() != null) {
                problem(
                        ProblemCode.NOT_HERE,
                        "only pages that 'pages' took can be written: 'poke NAME + OFFSET = VALUE'",
                        poke,
                        SyntaxPackage.Literals.POKE_ACTION__ADDRESS);
            }
            return;
        }
        PagesAction pages = operand.getPages();
        Long offset = operand.getOffset();
        var feature = SyntaxPackage.Literals.OPERAND__OFFSET;
        if (offset == null
                || pages == null
                || pages.eIsProxy()
                || !isAligned("poke:", offset, Long.BYTES, operand, feature)) {
            return;
        }
        Long count = pages.getCount();
        long size = (count == null ? 1 : count) * Elements.PAGE;
        if (Long.compareUnsigned(offset, size) >= 0) {
            problem(
                    ProblemCode.OUTSIDE_MEMORY,
                    Numbers.address(offset) + " is behind the end of '" + pages.getName() + "', which has "
                            + Numbers.size(size),
                    operand,
                    feature);
        }
    }

    /** Rules apply in an order that only the run tells, but some orders cannot be. */
    @Check
    public void pagesAreTakenBeforeTheyAreUsed(PagesOperand operand) {
        PagesAction pages = operand.getPages();
        Rule use = EcoreUtil2.getContainerOfType(operand, Rule.class);
        Rule take = pages == null || pages.eIsProxy() ? null : EcoreUtil2.getContainerOfType(pages, Rule.class);
        if (use == null || take == null) {
            return;
        }
        boolean late = use == take
                ? take.getActions().indexOf(pages) > indexOfAction(use, operand)
                : rank(take.getTrigger()) > rank(use.getTrigger());
        if (late) {
            problem(
                    ProblemCode.NOT_HERE,
                    "'" + pages.getName() + "' is taken only later",
                    operand,
                    SyntaxPackage.Literals.PAGES_OPERAND__PAGES);
        }
    }

    private static int indexOfAction(Rule rule, PagesOperand operand) {
        for (int i = 0; i < rule.getActions().size(); i++) {
            if (EcoreUtil2.isAncestor(rule.getActions().get(i), operand)) {
                return i;
            }
        }
        return rule.getActions().size();
    }

    private static int rank(@Nullable Trigger trigger) {
        if (!(trigger instanceof PhaseTrigger phase)) {
            return StateNames.PHASES.size() - 1;
        }
        int index = StateNames.PHASES.indexOf(String.valueOf(phase.getPhase()));
        return index == StateNames.PHASES.size() - 1 ? index + 1 : index;
    }
}
