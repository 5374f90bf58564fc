package org.realmscope.scenario.lang.build;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.CallsExpectation;
import org.realmscope.scenario.lang.syntax.Count;
import org.realmscope.scenario.lang.syntax.FaultExpectation;
import org.realmscope.scenario.lang.syntax.FaultFilter;
import org.realmscope.scenario.lang.syntax.FaultsExpectation;
import org.realmscope.scenario.lang.syntax.MeasurementExpectation;
import org.realmscope.scenario.lang.syntax.ProgressExpectation;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.ReportsExpectation;
import org.realmscope.scenario.lang.syntax.RipasExpectation;
import org.realmscope.scenario.lang.syntax.RttExpectation;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.syntax.VcpuExpectation;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.Bytes;
import org.realmscope.scenario.model.Expectation;
import org.realmscope.scenario.model.Position;

/** Builds what a run has to show. */
final class ExpectationBuilder {
    private static final int HEXADECIMAL = 16;

    private final SourceText source;

    ExpectationBuilder(SourceText source) {
        this.source = source;
    }

    Expectation build(org.realmscope.scenario.lang.syntax.Expectation expectation) {
        Position position = source.position(expectation);
        String text = SourceText.text(expectation);
        return switch (expectation) {
            case FaultsExpectation faults ->
                faults(position, text, count(faults.getCount()), OptionalLong.empty(), faults.getFilter());
            case FaultExpectation fault ->
                faults(
                        position,
                        text,
                        new Expectation.Count(1, 1),
                        OptionalLong.of(fault.getNumber()),
                        fault.getFilter());
            case CallsExpectation calls ->
                new Expectation.Calls(
                        position,
                        text,
                        count(calls.getCount()),
                        calls.getCommand(),
                        ActionBuilder.status(calls.getStatus()),
                        !calls.isAll());
            case ReportsExpectation reports ->
                new Expectation.Reports(
                        position,
                        text,
                        count(reports.getCount()),
                        StateNames.reportKind(reports.getKind()),
                        reports.getContaining());
            case ProgressExpectation progress -> new Expectation.Progress(position, text, !progress.isNone());
            case RipasExpectation ripas ->
                new Expectation.Ripas(
                        position,
                        text,
                        Elements.index(ripas.getRealm()),
                        Elements.range(ripas.getRange()).orElseThrow(),
                        StateNames.RIPAS.indexOf(ripas.getState()));
            case RttExpectation rtt -> rtt(position, text, rtt);
            case MeasurementExpectation measurement ->
                new Expectation.Measurement(
                        position,
                        text,
                        Elements.index(measurement.getRealm()),
                        StateNames.MEASUREMENTS.indexOf(measurement.getRegister()),
                        bytes(measurement.getValue()));
            case VcpuExpectation vcpu -> vcpu(position, text, vcpu);
            default -> throw new IllegalStateException("no such expectation: " + text);
        };
    }

    private static Expectation faults(
            Position position, String text, Expectation.Count count, OptionalLong number, FaultFilter filter) {
        Realm realm = filter.getRealm();
        Vcpu vcpu = filter.getVcpu();
        String half = filter.getHalf();
        return new Expectation.Faults(
                position,
                text,
                count,
                number,
                realm == null ? null : realm.getName(),
                vcpu == null ? null : vcpu.getName(),
                half == null ? null : half.equals("protected"),
                filter.getAccess(),
                addresses(filter).orElse(null),
                filter.getResolution());
    }

    /** The addresses of a filter; {@code at} means the page that holds the address. */
    private static Optional<AddressRange> addresses(FaultFilter filter) {
        long half = filter.isShared() ? sharedBit(filter) : 0;
        Long page = filter.getPage();
        Optional<AddressRange> range = page == null
                ? Elements.range(filter.getRange())
                : Optional.of(new AddressRange(page & -Elements.PAGE, (page & -Elements.PAGE) + Elements.PAGE));
        return range.map(found -> new AddressRange(found.base() + half, found.end() + half));
    }

    private static long sharedBit(FaultFilter filter) {
        Realm realm = filter.getRealm();
        return Elements.unprotectedBit(
                realm == null ? Elements.realms(Elements.document(filter)).getFirst() : realm);
    }

    private static Expectation rtt(Position position, String text, RttExpectation rtt) {
        long half = rtt.isShared() ? Elements.unprotectedBit(rtt.getRealm()) : 0;
        Long level = rtt.getLevel();
        return new Expectation.RttEntry(
                position,
                text,
                Elements.index(rtt.getRealm()),
                rtt.getIpa() | half,
                level == null ? OptionalInt.empty() : OptionalInt.of(level.intValue()),
                rtt.getState());
    }

    private static Expectation vcpu(Position position, String text, VcpuExpectation vcpu) {
        return new Expectation.VcpuEnd(
                position,
                text,
                Elements.index(vcpu.getVcpu().getRealm()),
                Elements.index(vcpu.getVcpu().getVcpu()),
                vcpu.getHow(),
                (int) Elements.value(vcpu.getError()));
    }

    private static Expectation.Count count(@Nullable Count count) {
        if (count == null || count.isNone()) {
            return new Expectation.Count(0, 0);
        }
        long number = Elements.value(count.getNumber());
        String bound = count.getBound();
        return new Expectation.Count(
                "most".equals(bound) ? 0 : number, "least".equals(bound) ? Long.MAX_VALUE : number);
    }

    private static Bytes bytes(String hexadecimal) {
        String digits = Numbers.hexadecimalDigits(hexadecimal);
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, HEXADECIMAL);
        }
        return Bytes.of(bytes);
    }
}
