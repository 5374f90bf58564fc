package org.realmscope.debug.core.breakpoints;

import java.util.Map;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.debug.core.DebugException;
import org.realmscope.debug.core.model.MemoryAddress;

/** A breakpoint at an instruction, wherever its code comes from. */
public final class InstructionBreakpoint extends RealmBreakpoint {
    /** Type of the marker. */
    public static final String MARKER = "org.realmscope.debug.core.instructionBreakpoint";

    /** Marker attribute: the address with its space, as {@code EL2N:0x42000000}. */
    public static final String ADDRESS = "address";

    /** For the platform, which makes one of each marker. */
    public InstructionBreakpoint() {}

    /** Sets a breakpoint. */
    public static InstructionBreakpoint at(MemoryAddress address) throws DebugException {
        InstructionBreakpoint breakpoint = new InstructionBreakpoint();
        breakpoint.create(ResourcesPlugin.getWorkspace().getRoot(), MARKER, Map.of(ADDRESS, address.toString()));
        return breakpoint;
    }

    /** The address with its space. */
    public String address() {
        return textOrEmpty(ADDRESS);
    }

    @Override
    public String describe() {
        return "instruction at " + address();
    }
}
