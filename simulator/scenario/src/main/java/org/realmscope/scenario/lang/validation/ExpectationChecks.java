package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.CallsExpectation;
import org.realmscope.scenario.lang.syntax.Count;
import org.realmscope.scenario.lang.syntax.FaultExpectation;
import org.realmscope.scenario.lang.syntax.FaultFilter;
import org.realmscope.scenario.lang.syntax.MeasurementExpectation;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.ReportsExpectation;
import org.realmscope.scenario.lang.syntax.RipasExpectation;
import org.realmscope.scenario.lang.syntax.RttExpectation;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.VcpuExpectation;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.AddressRange;

/** What a run is expected to show. */
public class ExpectationChecks extends Checks {
    private static final int LARGEST_ERROR = 4095;
    private static final int SHA256_DIGITS = 64;
    private static final int SHA512_DIGITS = 128;

    @Check
    public void count(Count count) {
        if (count.getBound() != null) {
            isKnown(
                    "there is no bound",
                    count.getBound(),
                    StateNames.BOUNDS,
                    count,
                    SyntaxPackage.Literals.COUNT__BOUND);
        }
        if (count.getNumber() != null) {
            isWithin("the count", count.getNumber(), 0, Long.MAX_VALUE, count, SyntaxPackage.Literals.COUNT__NUMBER);
        }
    }

    @Check
    public void fault(FaultExpectation fault) {
        isWithin(
                "the number of the fault",
                fault.getNumber(),
                1,
                Long.MAX_VALUE,
                fault,
                SyntaxPackage.Literals.FAULT_EXPECTATION__NUMBER);
    }

    @Check
    public void filter(FaultFilter filter) {
        if (filter.getResolution() != null) {
            List<String> words = new ArrayList<>(StateNames.RESOLUTION);
            words.addAll(CallNames.rmiNames());
            isKnown(
                    "no fault is resolved by",
                    filter.getResolution(),
                    words,
                    filter,
                    SyntaxPackage.Literals.FAULT_FILTER__RESOLUTION);
        }
        if ("protected".equals(filter.getHalf()) && filter.isShared()) {
            problem(
                    ProblemCode.WRONG_HALF,
                    "a fault at a shared address is not protected",
                    filter,
                    SyntaxPackage.Literals.FAULT_FILTER__HALF,
                    "unprotected");
        }
        if ("unprotected".equals(filter.getHalf())
                && !filter.isShared()
                && (filter.getRange() != null || filter.getPage() != null)) {
            problem(
                    ProblemCode.WRONG_HALF,
                    "unprotected faults are at shared addresses: write 'shared' before the address",
                    filter,
                    filter.getPage() == null
                            ? SyntaxPackage.Literals.FAULT_FILTER__RANGE
                            : SyntaxPackage.Literals.FAULT_FILTER__PAGE);
        }
        addresses(filter);
    }

    private void addresses(FaultFilter filter) {
        if (filter.getRange() == null && filter.getPage() == null) {
            return;
        }
        List<Realm> realms =
                filter.getRealm() == null ? Elements.realms(Elements.document(filter)) : List.of(filter.getRealm());
        if (filter.isShared()
                && realms.stream().map(Elements::ipaBits).distinct().count() != 1) {
            problem(
                    ProblemCode.MISSING,
                    "of which realm? The unprotected bit is elsewhere in each; write 'of REALM' behind the address",
                    filter,
                    SyntaxPackage.Literals.FAULT_FILTER__SHARED);
            return;
        }
        Optional<AddressRange> range = filter.getPage() == null
                ? range("the range", filter.getRange(), 1)
                : Optional.of(RealmChecks.page(filter.getPage() & -Elements.PAGE));
        if (range.isPresent() && !realms.isEmpty() && !realms.getFirst().eIsProxy()) {
            isInProtectedHalf(
                    filter.isShared() ? "the range, without the unprotected bit," : "the range",
                    range.get(),
                    realms.getFirst(),
                    filter);
        }
    }

    @Check
    public void calls(CallsExpectation calls) {
        isKnown(
                "there is no RMI command",
                calls.getCommand(),
                CallNames.rmiNames(),
                calls,
                SyntaxPackage.Literals.CALLS_EXPECTATION__COMMAND);
    }

    @Check
    public void reports(ReportsExpectation reports) {
        List<String> words = new ArrayList<>(StateNames.REPORTS);
        if (reports.getKind() != null && !words.contains(reports.getKind())) {
            words.addAll(List.of("faults", "calls", "progress"));
        }
        isKnown(
                "nothing to count is called",
                reports.getKind(),
                words,
                reports,
                SyntaxPackage.Literals.REPORTS_EXPECTATION__KIND);
    }

    @Check
    public void ripas(RipasExpectation ripas) {
        isKnown(
                "there is no RIPAS",
                ripas.getState(),
                StateNames.RIPAS,
                ripas,
                SyntaxPackage.Literals.RIPAS_EXPECTATION__STATE);
        Optional<AddressRange> range = range("ripas", ripas.getRange(), Elements.PAGE);
        if (range.isPresent() && ripas.getRealm() != null && !ripas.getRealm().eIsProxy()) {
            isInProtectedHalf("the range", range.get(), ripas.getRealm(), ripas.getRange());
        }
    }

    @Check
    public void rtt(RttExpectation rtt) {
        var feature = SyntaxPackage.Literals.RTT_EXPECTATION__STATE;
        isWithin("the level", rtt.getLevel(), -1, 3, rtt, SyntaxPackage.Literals.RTT_EXPECTATION__LEVEL);
        if (isKnown("there is no state of an RTT entry", rtt.getState(), StateNames.RTT_ENTRY, rtt, feature)) {
            String state = rtt.getState();
            if (rtt.isShared() && (state.equals("assigned") || state.equals("unassigned"))) {
                problem(
                        ProblemCode.WRONG_HALF,
                        "an entry of a shared address is " + state + "_ns",
                        rtt,
                        feature,
                        state + "_ns");
            } else if (!rtt.isShared() && state.endsWith("_ns")) {
                problem(
                        ProblemCode.WRONG_HALF,
                        "only an entry of a shared address is " + state + "; write 'shared' before the address",
                        rtt,
                        feature,
                        state.substring(0, state.length() - "_ns".length()));
            }
        }
        if (rtt.getIpa() != null && rtt.getRealm() != null && !rtt.getRealm().eIsProxy()) {
            isInProtectedHalf(
                    rtt.isShared() ? "the page, without the unprotected bit," : "the page",
                    RealmChecks.page(rtt.getIpa() & -Elements.PAGE),
                    rtt.getRealm(),
                    rtt);
        }
    }

    @Check
    public void measurement(MeasurementExpectation measurement) {
        isKnown(
                "there is no measurement",
                measurement.getRegister(),
                StateNames.MEASUREMENTS,
                measurement,
                SyntaxPackage.Literals.MEASUREMENT_EXPECTATION__REGISTER);
        Realm realm = measurement.getRealm();
        String value = measurement.getValue();
        if (realm == null || realm.eIsProxy() || value == null) {
            return;
        }
        boolean sha512 = Elements.word(Elements.settings(realm), "hash").equals(Optional.of("sha512"));
        int digits = sha512 ? SHA512_DIGITS : SHA256_DIGITS;
        if (!Numbers.isHexadecimal(value) || Numbers.hexadecimalDigits(value).length() != digits) {
            int found = Numbers.isHexadecimal(value)
                    ? Numbers.hexadecimalDigits(value).length()
                    : 0;
            problem(
                    ProblemCode.COUNT,
                    "a " + (sha512 ? "SHA-512" : "SHA-256") + " measurement has " + digits
                            + " hexadecimal digits behind 0x, not " + found,
                    measurement,
                    SyntaxPackage.Literals.MEASUREMENT_EXPECTATION__VALUE);
        }
    }

    @Check
    public void vcpu(VcpuExpectation vcpu) {
        if (!isKnown(
                "no vCPU ends",
                vcpu.getHow(),
                StateNames.VCPU_END,
                vcpu,
                SyntaxPackage.Literals.VCPU_EXPECTATION__HOW)) {
            return;
        }
        Long error = vcpu.getError();
        var feature = SyntaxPackage.Literals.VCPU_EXPECTATION__ERROR;
        if (error != null && !vcpu.getHow().equals("failed")) {
            problem(ProblemCode.NOT_HERE, "only a vCPU that failed has an error number", vcpu, feature);
        } else if (error != null && !isError(error)) {
            problem(
                    ProblemCode.NUMBER,
                    "the result of a KVM_RUN that fails is a negative Linux error number, for example -14",
                    vcpu,
                    feature,
                    Long.toString(-Math.abs(error)));
        }
    }

    private static boolean isError(@Nullable Long error) {
        return error != null && error < 0 && error >= -LARGEST_ERROR;
    }
}
