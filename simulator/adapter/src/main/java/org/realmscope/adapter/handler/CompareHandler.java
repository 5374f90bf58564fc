package org.realmscope.adapter.handler;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.RegisterText;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Comparison;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RunDifference;
import org.realmscope.protocol.CompareArguments;
import org.realmscope.protocol.CompareResponse;

/** {@code realmscope/compare}: what differs between two moments. */
public final class CompareHandler implements RequestHandler<CompareArguments, CompareResponse> {
    private final Target target;

    public CompareHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<CompareArguments, CompareResponse> command() {
        return Commands.COMPARE;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<CompareResponse> handle(CompareArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Inspection before = debuggee.view(arguments.before());
        Inspection after = debuggee.view(arguments.after());
        Comparison comparison = new Comparison(before, after);
        long base = Given.number(arguments.base(), 0);
        long end = Given.number(arguments.end(), Long.MAX_VALUE);
        String realm = arguments.realm();
        long rd = realm == null ? RealmSelector.NONE : rd(realm, before, after);
        boolean hasRealm = rd != RealmSelector.NONE;
        long ipaEnd = hasRealm
                ? Math.min(end, (before.isRealm(rd) ? before : after).realm(rd).ipaEnd())
                : 0;
        Integer pe = arguments.pe();
        return Answer.of(new CompareResponse(
                hasRealm ? ranges(comparison.rtt(rd, base, ipaEnd), StateText::text) : List.of(),
                hasRealm ? ranges(comparison.ripas(rd, base, ipaEnd), Enum::toString) : List.of(),
                Boolean.TRUE.equals(arguments.granules())
                        ? ranges(comparison.granules(0, Long.MAX_VALUE), StateText::text)
                        : List.of(),
                pe == null ? List.of() : registers(comparison, debuggee.checkedPe(pe))));
    }

    private static long rd(String realm, Inspection before, Inspection after) {
        long rd = AddressSyntax.realm(realm).find(before.realms());
        return rd == RealmSelector.NONE ? StateText.rd(after, realm) : rd;
    }

    private static <V> List<CompareResponse.RangeDifference> ranges(
            List<RunDifference<V>> differences, Function<V, String> text) {
        return differences.stream()
                .map(each -> new CompareResponse.RangeDifference(
                        StateText.hex(each.base()),
                        StateText.hex(each.end()),
                        text(each.before(), text),
                        text(each.after(), text)))
                .toList();
    }

    private static <V> @Nullable String text(@Nullable V value, Function<V, String> text) {
        return value == null ? null : text.apply(value);
    }

    private static List<CompareResponse.RegisterDifference> registers(Comparison comparison, int pe) {
        return comparison.registers(pe).stream()
                .map(each -> new CompareResponse.RegisterDifference(
                        each.group(), each.name(), RegisterText.value(each.before()), RegisterText.value(each.after())))
                .toList();
    }
}
