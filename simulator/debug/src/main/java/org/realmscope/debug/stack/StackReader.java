package org.realmscope.debug.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.inspect.SavedRegisters;
import org.realmscope.debug.model.ModelCall;
import org.realmscope.debug.model.ModelCalls;
import org.realmscope.debug.model.ModelSources;
import org.realmscope.debug.symbols.PeRegisters;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.machine.Machine;
import org.realmscope.machine.event.MachineEvent;
import org.realmscope.machine.schedule.RunState;
import org.realmscope.machine.time.Moment;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/** Reads the stack of a PE across worlds, innermost frame first. */
public final class StackReader {
    /** PSTATE.SP and the Exception level, as SPSR_ELx holds them. */
    private static final int SPSR_SP = 1;

    private static final int SPSR_EL_SHIFT = 2;
    private static final int SPSR_EL_MASK = 3;
    private static final int GPRS = 31;

    private final Inspection view;
    private final Machine machine;
    private final ModelCalls models;
    private final WorldStack worlds;

    /** @param view of the machine, at the moment at which it stands or at a past one */
    public StackReader(SymbolScopes symbols, Inspection view, ModelSources models) {
        this.view = view;
        this.machine = view.machine();
        this.models = new ModelCalls(machine, models);
        this.worlds = new WorldStack(new ScopedSymbols(symbols, view));
    }

    /**
     * The stack of a PE.
     *
     * <p>While a realm runs: its frames, RMI_REC_ENTER, EL3, and the host's frames below it. When the host has called
     * an RMI command: the command, EL3, the host's frames; if they handle the exit of a realm, there follow a label
     * that says what caused it, and the realm's frame. A PE that is off has none.
     *
     * @param at event at which the machine stands, null if none: only it tells that a call is complete
     */
    public List<Frame> read(int pe, @Nullable MachineEvent at) {
        if (machine.state(pe) == RunState.OFF) {
            return List.of();
        }
        MachineEvent here = here(machine, pe, at);
        return machine.pe(pe).securityState == SecurityState.REALM ? realm(pe, here) : host(pe, here);
    }

    /** The innermost frame of a program on a PE; null if the PE is off. */
    public @Nullable CodeFrame innermost(int pe, @Nullable MachineEvent at) {
        return machine.state(pe) == RunState.OFF
                ? null
                : worlds.innermost(running(machine.pe(pe), here(machine, pe, at)));
    }

    /** The event, if it is of the PE and nothing has been executed since; other events of the instant may follow it. */
    static @Nullable MachineEvent here(Machine machine, int pe, @Nullable MachineEvent at) {
        Moment now = machine.now();
        boolean isHere = at != null
                && at.pe() == pe
                && at.moment().instructions() == now.instructions()
                && !now.isBefore(at.moment());
        return isHere ? at : null;
    }

    /** Where a PE executes, or is about to go on. */
    private WorldStack.Part running(Pe pe, @Nullable MachineEvent here) {
        RegisterReader registers = PeRegisters.of(pe);
        if (pe.securityState != SecurityState.REALM) {
            boolean isInCall = machine.isRmiCallPending(pe.index) || isReturn(here);
            return new WorldStack.Part(
                    space(Regime.EL2N, pe.index),
                    RealmSelector.NONE,
                    pe.el,
                    isInCall ? WorldStack.atCall(registers) : registers);
        }
        if (pe.el == 2 && !view.knowsRealms()) {
            return new WorldStack.Part(space(Regime.EL2R, pe.index), RealmSelector.NONE, 2, registers);
        }
        AddressSpace.Virtual space = space(Regime.EL1R, pe.index);
        long rd = view.runningRealm(pe.index);
        if (pe.el == 2) {
            long spsr = pe.sys.get(SystemRegister.SPSR_EL2);
            int el = (int) (spsr >>> SPSR_EL_SHIFT) & SPSR_EL_MASK;
            return new WorldStack.Part(space, rd, el, interrupted(pe, (spsr & SPSR_SP) == 0 ? 0 : el));
        }
        boolean isInCall = here != null && models.outcome(here) != null;
        return new WorldStack.Part(space, rd, pe.el, isInCall ? WorldStack.atCall(registers) : registers);
    }

    /** Whether the host has the results of an RMI call and has not gone on. */
    private static boolean isReturn(@Nullable MachineEvent here) {
        return here instanceof MachineEvent.RmiReturn || here instanceof MachineEvent.RecExit;
    }

    /** The registers of a realm that has taken an exception to EL2, which the RMM has not handled yet. */
    private static RegisterReader interrupted(Pe pe, int stackPointer) {
        List<Long> x = new ArrayList<>();
        for (int i = 0; i < GPRS; i++) {
            x.add(pe.x[i]);
        }
        return PeRegisters.of(new SavedRegisters(
                pe.sys.get(SystemRegister.ELR_EL2),
                pe.sys.get(SystemRegister.SPSR_EL2),
                pe.system.pstate.stackPointer(stackPointer),
                x));
    }

    // --- the realm world

    private List<Frame> realm(int index, @Nullable MachineEvent here) {
        List<Frame> frames = new ArrayList<>();
        Pe pe = machine.pe(index);
        boolean isImage = !view.knowsRealms();
        ModelCall outcome = here == null ? null : models.outcome(here);
        ModelCall call = outcome == null ? models.calledByRealm(index) : outcome;
        if (call != null) {
            frames.add(new ModelFrame(call));
        }
        frames.addAll(worlds.frames(running(pe, here)));
        if (isImage && pe.el < 2) {
            frames.add(new LabelFrame(SecurityState.REALM, 2, "RMM image; its registers are its own"));
        }
        SavedRegisters suspended = view.suspendedHost(index);
        if (suspended == null) {
            return frames;
        }
        ModelCall entry = isImage ? null : models.entry(index, suspended);
        if (entry != null) {
            frames.add(new ModelFrame(entry));
        }
        frames.add(new MonitorFrame());
        RegisterReader registers = WorldStack.atCall(PeRegisters.of(suspended));
        frames.addAll(worlds.frames(new WorldStack.Part(space(Regime.EL2N, index), RealmSelector.NONE, 2, registers)));
        return frames;
    }

    // --- the host

    private List<Frame> host(int index, @Nullable MachineEvent here) {
        List<Frame> frames = new ArrayList<>();
        ModelCall outcome = here == null ? null : models.outcome(here);
        ModelCall call = outcome == null ? models.calledByHost(index) : outcome;
        if (call != null) {
            frames.add(new ModelFrame(call));
        }
        if (machine.isRmiCallPending(index) || isReturn(here)) {
            frames.add(new MonitorFrame());
        }
        List<Frame> host = worlds.frames(running(machine.pe(index), here));
        frames.addAll(host);
        boolean entersRealm = call != null && call.source().name().equals(RmiCommand.REC_ENTER.specificationName());
        if (view.knowsRealms() && !entersRealm) {
            cause(host, frames);
        }
        return frames;
    }

    private void cause(List<Frame> host, List<Frame> frames) {
        RealmExit exit = RealmExit.handledBy(host, view);
        if (exit == null) {
            return;
        }
        SavedRegisters saved = view.suspendedRealm(exit.rec());
        int el = (int) (saved.pstate() >>> SPSR_EL_SHIFT) & SPSR_EL_MASK;
        frames.add(new LabelFrame(SecurityState.REALM, el, exit.text(view)));
        RegisterReader registers = PeRegisters.of(saved);
        AddressSpace.Virtual space =
                new AddressSpace.Virtual(Regime.EL1R, AddressSpace.Virtual.ANY_PE, new RealmSelector.Rd(exit.rd()));
        frames.add(worlds.innermost(new WorldStack.Part(
                space, exit.rd(), el, exit.isBehindCall() ? WorldStack.atCall(registers) : registers)));
    }

    private static AddressSpace.Virtual space(Regime regime, int pe) {
        return new AddressSpace.Virtual(regime, pe, null);
    }
}
