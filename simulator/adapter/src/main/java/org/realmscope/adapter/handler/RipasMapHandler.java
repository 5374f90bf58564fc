package org.realmscope.adapter.handler;

import java.util.List;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.RunPage;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.Ripas;
import org.realmscope.protocol.IpaRangeArguments;
import org.realmscope.protocol.RipasMapResponse;
import org.realmscope.scenario.model.RealmSetup;
import org.realmscope.scenario.model.SlotSetup;

/** {@code realmscope/ripasMap}: RIPAS of an IPA range, run-length encoded. */
public final class RipasMapHandler implements RequestHandler<IpaRangeArguments, RipasMapResponse> {
    private final Target target;

    public RipasMapHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<IpaRangeArguments, RipasMapResponse> command() {
        return Commands.RIPAS_MAP;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<RipasMapResponse> handle(IpaRangeArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Inspection view = debuggee.view(arguments.moment());
        RealmSummary realm = view.realm(StateText.rd(view, Given.text(arguments.realm(), "realm")));
        long base = Given.number(arguments.base(), 0);
        long end = Given.number(arguments.end(), realm.ipaEnd());
        RunPage<Ripas> page = RunPage.of(view.ripas(realm.rd(), base, end), arguments.count());
        List<RipasMapResponse.RipasRun> runs = page.runs().stream()
                .map(run -> new RipasMapResponse.RipasRun(
                        StateText.hex(run.base()),
                        StateText.hex(run.end()),
                        run.value().toString()))
                .toList();
        String protectedEnd = StateText.hex(realm.ipaEnd() >>> 1);
        RealmSetup setup = debuggee.setup(StateText.name(view, realm.rd()));
        return Answer.of(new RipasMapResponse(
                runs,
                page.next(),
                protectedEnd,
                setup == null
                        ? List.of()
                        : setup.slots().stream().map(RipasMapHandler::memslot).toList(),
                setup == null ? List.of() : populated(debuggee, setup)));
    }

    private static RipasMapResponse.Memslot memslot(SlotSetup slot) {
        return new RipasMapResponse.Memslot(
                slot.number(),
                slot.name(),
                StateText.hex(slot.range().base()),
                StateText.hex(slot.range().end()),
                slot.readOnly(),
                slot.backing().text());
    }

    private static List<RipasMapResponse.Populated> populated(Debuggee debuggee, RealmSetup setup) {
        int index = debuggee.run().scenario().realms().indexOf(setup);
        return debuggee.run().programs().get(index).segments().stream()
                .map(segment -> new RipasMapResponse.Populated(
                        StateText.hex(segment.range().base()),
                        StateText.hex(segment.range().end())))
                .toList();
    }
}
