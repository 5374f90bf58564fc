package org.realmscope.debug.stack;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.abi.RsiStatus;
import org.realmscope.debug.control.EventField;
import org.realmscope.debug.control.EventFields;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.RegisterReader;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.expression.EvaluationContext;
import org.realmscope.debug.expression.FrameEvaluation;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.AddressSyntax;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.Regime;
import org.realmscope.debug.symbols.PeRegisters;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.SpaceMemory;
import org.realmscope.debug.symbols.SymbolScopes;
import org.realmscope.platform.UserError;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * What names mean where a machine stands: the fields and constants of an event, such as inputs and outputs of a call;
 * the variables, types and general registers of a frame; the statuses of RMI and RSI; the PE's system
 * registers ({@code $ESR_EL2}) and {@code $PSTATE}; symbols and types of every program; memory of every address space.
 */
public final class MachineEvaluation implements EvaluationContext {
    private final SymbolScopes symbols;
    private final Inspection view;
    private final Pe pe;
    private final @Nullable CodeFrame frame;
    private final @Nullable FrameEvaluation names;
    private final EventFields event;

    /**
     * @param frame that variables and general registers are those of; null for none, and the registers of the PE
     * @param event whose fields are meant
     */
    public MachineEvaluation(
            SymbolScopes symbols, Inspection view, int pe, @Nullable CodeFrame frame, EventFields event) {
        this.symbols = symbols;
        this.view = view;
        this.pe = view.machine().pe(pe);
        this.frame = frame;
        this.names = frame == null ? null : frame.evaluation();
        this.event = event;
    }

    /** A frame without a function, whose addresses are those of what the PE executes. */
    private record BareFrame(RegisterReader registers, MemoryReader memory, long pc) implements FrameContext {
        @Override
        public long lookupPc() {
            return pc;
        }

        @Override
        public OptionalLong cfa() {
            return OptionalLong.empty();
        }

        @Override
        public @Nullable FrameContext caller() {
            return null;
        }
    }

    @Override
    public FrameContext frame() {
        if (frame != null) {
            return frame.frame();
        }
        Regime regime = Regime.EL2N;
        for (Regime candidate : Regime.values()) {
            regime = candidate.isCurrent(pe) ? candidate : regime;
        }
        AddressSpace space = new AddressSpace.Virtual(regime, pe.index, null);
        return new BareFrame(PeRegisters.of(pe), new SpaceMemory(view, space), pe.pc);
    }

    @Override
    public @Nullable Value variable(String name) {
        return names == null ? null : names.variable(name);
    }

    @Override
    public @Nullable Quantity eventField(String name) {
        EventField field = event.field(name);
        Long value = field == null ? null : field.value();
        return field == null || value == null ? null : new Quantity(value, field.isSigned());
    }

    @Override
    public String problem(String name) {
        return event.problem(name);
    }

    @Override
    public String hint() {
        return event.hint();
    }

    @Override
    public OptionalLong constant(String name) {
        OptionalLong ofEvent = event.constant(name);
        if (ofEvent.isPresent()) {
            return ofEvent;
        }
        OptionalLong enumerator = names == null ? OptionalLong.empty() : names.constant(name);
        if (enumerator.isPresent()) {
            return enumerator;
        }
        return status(name);
    }

    /** Whether a name is that of a status of RMI or RSI. */
    static boolean isStatus(String name) {
        return status(name).isPresent();
    }

    private static OptionalLong status(String name) {
        for (RmiStatus status : RmiStatus.values()) {
            if (name.equals("RMI_" + status)) {
                return OptionalLong.of(status.returnCode());
            }
        }
        for (RsiStatus status : RsiStatus.values()) {
            if (name.equals("RSI_" + status)) {
                return OptionalLong.of(status.returnCode());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong symbol(String name) {
        OptionalLong own = names == null ? OptionalLong.empty() : names.symbol(name);
        if (own.isPresent()) {
            return own;
        }
        for (ProgramImage image : symbols.images()) {
            var found = image.info().elf().symbols().named(name);
            if (!found.isEmpty()) {
                return OptionalLong.of(
                        found.getFirst().address() + image.loaded().bias());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong register(String name) {
        OptionalLong general = names == null ? FrameEvaluation.general(name, frame()) : names.register(name);
        if (general.isPresent()) {
            return general;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("PSTATE")) {
            return OptionalLong.of(pe.system.pstate.spsr());
        }
        for (SystemRegister register : SystemRegister.values()) {
            if (register.name().equals(upper)) {
                return OptionalLong.of(pe.sys.get(register));
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public @Nullable Type type(String name) {
        Type own = names == null ? null : names.type(name);
        if (own != null) {
            return own;
        }
        for (ProgramImage image : symbols.images()) {
            Type type = image.info().type(name);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    @Override
    public @Nullable MemoryReader memory(String space) {
        try {
            return new SpaceMemory(
                    view,
                    AddressSyntax.parse(space + ":0", new AddressSpace.Virtual(Regime.EL2N))
                            .space());
        } catch (UserError e) {
            // The contract of this method: no such space.
            return null;
        }
    }
}
