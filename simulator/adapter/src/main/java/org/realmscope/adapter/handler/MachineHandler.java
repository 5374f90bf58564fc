package org.realmscope.adapter.handler;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.StateText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.debuggee.ThreadText;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSummary;
import org.realmscope.debug.inspect.RecSummary;
import org.realmscope.machine.Machine;
import org.realmscope.machine.history.RunRecorder;
import org.realmscope.platform.pe.Pe;
import org.realmscope.protocol.MachineSummary;
import org.realmscope.protocol.MomentArguments;
import org.realmscope.protocol.MomentInfo;

/** {@code realmscope/machine}: PEs, realms with their RECs, and how much has been recorded. */
public final class MachineHandler implements RequestHandler<MomentArguments, MachineSummary> {
    private final Target target;

    public MachineHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<MomentArguments, MachineSummary> command() {
        return Commands.MACHINE;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public Answer<MachineSummary> handle(MomentArguments arguments) {
        Debuggee debuggee = target.debuggee();
        Machine live = debuggee.session().machine();
        Inspection view = debuggee.view(arguments.moment());
        RunRecorder recorder = debuggee.run().recorder();
        return Answer.of(new MachineSummary(
                view.machine().now().toString(),
                live.earliest().toString(),
                live.frontier().toString(),
                debuggee.run().file().toString(),
                live.configuration().seed(),
                view.knowsRealms(),
                IntStream.range(0, debuggee.pes())
                        .mapToObj(pe -> pe(debuggee, view.machine(), pe, arguments.moment()))
                        .toList(),
                view.realms().stream().map(realm -> realm(view, realm)).toList(),
                recorder.faults().count(),
                recorder.history().totals().count(),
                recorder.host().reportCount(),
                debuggee.moments().all().stream()
                        .map(moment ->
                                new MomentInfo(moment.id(), moment.moment().toString(), debuggee.threads(moment)))
                        .toList()));
    }

    private static MachineSummary.PeInfo pe(Debuggee debuggee, Machine machine, int index, @Nullable Integer moment) {
        Pe pe = machine.pe(index);
        int thread = moment == null
                ? debuggee.thread(index)
                : debuggee.thread(debuggee.moments().get(moment), index);
        return new MachineSummary.PeInfo(
                index,
                thread,
                ThreadText.pe(debuggee, index),
                pe.securityState.physicalAddressSpace().label(),
                pe.el,
                StateText.hex(pe.pc),
                machine.describe(index));
    }

    private static MachineSummary.RealmInfo realm(Inspection view, RealmSummary realm) {
        return new MachineSummary.RealmInfo(
                StateText.name(view, realm.rd()),
                StateText.hex(realm.rd()),
                realm.state(),
                realm.ipaWidth(),
                realm.lpa2(),
                realm.vmid(),
                realm.startLevel(),
                StateText.hex(realm.rttBase()),
                realm.measurements(),
                view.recs().stream()
                        .filter(rec -> rec.rd() == realm.rd())
                        .map(MachineHandler::rec)
                        .toList());
    }

    private static MachineSummary.RecInfo rec(RecSummary rec) {
        return new MachineSummary.RecInfo(
                StateText.hex(rec.rec()),
                rec.number(),
                rec.pe(),
                rec.runnable(),
                StateText.hex(rec.pc()),
                rec.lastExit());
    }
}
