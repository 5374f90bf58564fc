package org.realmscope.adapter.handler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.platform.UserError;
import org.realmscope.protocol.RttEntriesArguments;
import org.realmscope.protocol.RttEntriesResponse;

/** {@code realmscope/rttEntries}: the entries of one translation table. */
public final class RttEntriesHandler implements RequestHandler<RttEntriesArguments, RttEntriesResponse> {
    private final Target target;

    public RttEntriesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<RttEntriesArguments, RttEntriesResponse> command() {
        return Commands.RTT_ENTRIES;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<RttEntriesResponse> handle(RttEntriesArguments arguments) {
        Inspection view = target.debuggee().view(arguments.moment());
        long rd = StateText.rd(view, Given.text(arguments.realm(), "realm"));
        RealmSummary realm = view.realm(rd);
        List<RttEntry> entries = entries(view, realm, arguments.ipa(), arguments.level());
        return Answer.of(new RttEntriesResponse(entries.stream()
                .map(entry -> StateText.entry(view, realm, entry))
                .toList()));
    }

    private static List<RttEntry> entries(
            Inspection view, RealmSummary realm, @Nullable String ipa, @Nullable Integer level) {
        if (ipa == null || level == null) {
            return view.rttStart(realm.rd());
        }
        if (level == realm.startLevel()) {
            return view.rttStart(realm.rd());
        }
        RttEntry parent = view.rttWalk(realm.rd(), AddressSyntax.number(ipa)).stream()
                .filter(entry -> entry.level() == level - 1 && entry.isTable())
                .findFirst()
                .orElseThrow(() -> new UserError(
                        UserError.Code.PARAMETER_INVALID,
                        "there is no table of level %d for IPA %s".formatted(level, ipa)));
        return view.rttTable(realm.rd(), parent);
    }
}
