package org.realmscope.scenario.lang.build;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.scenario.lang.syntax.Action;
import org.realmscope.scenario.lang.syntax.AgeAction;
import org.realmscope.scenario.lang.syntax.DeleteAction;
import org.realmscope.scenario.lang.syntax.ExternalAbortAction;
import org.realmscope.scenario.lang.syntax.FailAction;
import org.realmscope.scenario.lang.syntax.FaultTrigger;
import org.realmscope.scenario.lang.syntax.FlushAction;
import org.realmscope.scenario.lang.syntax.HostCallTrigger;
import org.realmscope.scenario.lang.syntax.InterruptAction;
import org.realmscope.scenario.lang.syntax.KickAction;
import org.realmscope.scenario.lang.syntax.MoveAction;
import org.realmscope.scenario.lang.syntax.NumberOperand;
import org.realmscope.scenario.lang.syntax.Operand;
import org.realmscope.scenario.lang.syntax.PagesAction;
import org.realmscope.scenario.lang.syntax.PagesOperand;
import org.realmscope.scenario.lang.syntax.PhaseTrigger;
import org.realmscope.scenario.lang.syntax.PokeAction;
import org.realmscope.scenario.lang.syntax.Range;
import org.realmscope.scenario.lang.syntax.RdOperand;
import org.realmscope.scenario.lang.syntax.ReadAction;
import org.realmscope.scenario.lang.syntax.RecOperand;
import org.realmscope.scenario.lang.syntax.ReplyAction;
import org.realmscope.scenario.lang.syntax.RmiAction;
import org.realmscope.scenario.lang.syntax.Rule;
import org.realmscope.scenario.lang.syntax.SetAction;
import org.realmscope.scenario.lang.syntax.SlotReference;
import org.realmscope.scenario.lang.syntax.Status;
import org.realmscope.scenario.lang.syntax.TimeTrigger;
import org.realmscope.scenario.lang.syntax.UnmapAction;
import org.realmscope.scenario.lang.syntax.VcpuReference;
import org.realmscope.scenario.lang.syntax.WriteAction;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.lang.vocabulary.StatusNames;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.HostSwitch;
import org.realmscope.scenario.model.Position;
import org.realmscope.scenario.model.VmmAction;
import org.realmscope.scenario.model.VmmAction.RmiOperand;
import org.realmscope.scenario.model.VmmAction.RmiOperand.Base;
import org.realmscope.scenario.model.VmmRule;
import org.realmscope.scenario.model.VmmRule.Trigger;

/** Builds what the VMM does, and when. */
final class ActionBuilder {
    private final SourceText source;

    ActionBuilder(SourceText source) {
        this.source = source;
    }

    VmmRule build(Rule rule) {
        return new VmmRule(
                source.position(rule),
                trigger(rule.getTrigger()),
                rule.getActions().stream().map(this::build).toList());
    }

    private static Trigger trigger(org.realmscope.scenario.lang.syntax.Trigger trigger) {
        return switch (trigger) {
            case TimeTrigger time -> new Trigger.Time(time.getInstructions());
            case FaultTrigger fault -> new Trigger.Fault(fault.getNumber());
            case HostCallTrigger call ->
                new Trigger.HostCall(call.getImmediate().intValue());
            case PhaseTrigger phase ->
                switch (phase.getPhase()) {
                    case "boot" -> new Trigger.Boot();
                    case "start" -> new Trigger.Start();
                    default -> new Trigger.End();
                };
            default -> throw new IllegalStateException("no such trigger");
        };
    }

    VmmAction build(Action action) {
        Position position = source.position(action);
        String text = SourceText.text(action);
        return switch (action) {
            case UnmapAction unmap ->
                new VmmAction.Unmap(position, text, Elements.index(unmap.getRealm()), range(unmap.getRange()));
            case DeleteAction delete ->
                new VmmAction.DeleteSlot(position, text, realm(delete.getSlot()), slot(delete.getSlot()));
            case MoveAction move ->
                new VmmAction.MoveSlot(position, text, realm(move.getSlot()), slot(move.getSlot()), move.getIpa());
            case FlushAction flush ->
                new VmmAction.FlushSlot(position, text, realm(flush.getSlot()), slot(flush.getSlot()));
            case ReadAction read -> read(position, text, read);
            case WriteAction write -> write(position, text, write);
            case AgeAction age ->
                new VmmAction.Age(position, text, Elements.index(age.getRealm()), range(age.getRange()), age.isTest());
            case InterruptAction interrupt -> interrupt(position, text, interrupt);
            case ExternalAbortAction abort ->
                new VmmAction.ExternalAbort(position, text, realm(abort.getVcpu()), vcpu(abort.getVcpu()));
            case KickAction kick -> new VmmAction.Kick(position, text, realm(kick.getVcpu()), vcpu(kick.getVcpu()));
            case SetAction set -> set(position, text, set);
            case ReplyAction reply -> new VmmAction.Reply(position, text, reply.getValues());
            case FailAction fail -> fail(position, text, fail);
            case PagesAction pages ->
                new VmmAction.Pages(
                        position,
                        text,
                        pages.getName(),
                        Long.numberOfTrailingZeros(
                                Optional.ofNullable(pages.getCount()).orElse(1L)));
            case PokeAction poke ->
                new VmmAction.Poke(position, text, operand(poke.getAddress()), operand(poke.getValue()));
            case RmiAction rmi -> rmi(position, text, rmi);
            default -> throw new IllegalStateException("no such action: " + text);
        };
    }

    private static VmmAction read(Position position, String text, ReadAction read) {
        Long expected = read.getExpected();
        return new VmmAction.Read(
                position,
                text,
                Elements.index(read.getRealm()),
                read.getIpa(),
                Sizes.bytes(read.getSize()),
                expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
    }

    private static VmmAction write(Position position, String text, WriteAction write) {
        return new VmmAction.Write(
                position,
                text,
                Elements.index(write.getRealm()),
                write.getIpa(),
                Sizes.bytes(write.getSize()),
                write.getValue());
    }

    private static VmmAction interrupt(Position position, String text, InterruptAction interrupt) {
        VcpuReference vcpu = interrupt.getVcpu();
        return new VmmAction.Interrupt(
                position, text, realm(vcpu), vcpu(vcpu), interrupt.getIntid().intValue());
    }

    private static VmmAction set(Position position, String text, SetAction set) {
        HostSwitch hostSwitch =
                SettingNames.hostSwitch(set.getSetting().getKey()).orElseThrow();
        int value =
                hostSwitch.valueNames().indexOf(Elements.word(set.getSetting()).orElseThrow());
        return new VmmAction.SetSwitch(position, text, hostSwitch, value);
    }

    private static VmmAction fail(Position position, String text, FailAction fail) {
        long first = fail.getNth() == null ? 1 : ordinal(fail.getNth());
        if (fail.isAllocation()) {
            return new VmmAction.FailAllocation(position, text, first);
        }
        long count = fail.isAlways()
                ? Long.MAX_VALUE
                : Optional.ofNullable(fail.getTimes()).orElse(1L);
        Status status = fail.getStatus();
        long x0 = status == null
                ? RmiStatus.ERROR_INPUT.returnCode()
                : StatusNames.rmi(status.getCode()).orElseThrow().returnCode((int) Elements.value(status.getIndex()));
        long functionId = CallNames.rmi(fail.getCommand()).orElseThrow().functionId();
        return new VmmAction.FailRmi(position, text, functionId, first, count, x0);
    }

    /** The number of {@code 1st}, {@code 2nd} and so on. */
    private static long ordinal(String text) {
        return Long.parseLong(text.substring(0, text.length() - 2));
    }

    private static VmmAction rmi(Position position, String text, RmiAction rmi) {
        RmiCommand command = CallNames.rmi(rmi.getCommand()).orElseThrow();
        return new VmmAction.Rmi(
                position,
                text,
                command.specificationName(),
                command.functionId(),
                rmi.getOperands().stream().map(ActionBuilder::operand).toList(),
                status(rmi.getStatus()),
                rmi.getValues());
    }

    static VmmAction.@Nullable Status status(@Nullable Status status) {
        if (status == null) {
            return null;
        }
        RmiStatus code = StatusNames.rmi(status.getCode()).orElseThrow();
        Long index = status.getIndex();
        return new VmmAction.Status(
                (int) code.returnCode(), index == null ? OptionalLong.empty() : OptionalLong.of(index));
    }

    private static RmiOperand operand(Operand operand) {
        long offset = Elements.value(operand.getOffset());
        return switch (operand) {
            case PagesOperand pages ->
                new RmiOperand(new Base.Pages(pages.getPages().getName()), offset);
            case RdOperand rd -> new RmiOperand(new Base.Rd(Elements.index(rd.getRealm())), offset);
            case RecOperand rec ->
                new RmiOperand(new Base.Rec(Elements.index(rec.getRealm()), Elements.index(rec.getVcpu())), offset);
            case NumberOperand number -> new RmiOperand(new Base.Zero(), number.getNumber() + offset);
            default -> throw new IllegalStateException("no such operand");
        };
    }

    private static AddressRange range(Range range) {
        return Elements.range(range).orElseThrow();
    }

    private static int realm(SlotReference reference) {
        return Elements.index(reference.getRealm());
    }

    private static int slot(SlotReference reference) {
        return Elements.index(reference.getSlot());
    }

    private static int realm(VcpuReference reference) {
        return Elements.index(reference.getRealm());
    }

    private static int vcpu(VcpuReference reference) {
        return Elements.index(reference.getVcpu());
    }
}
