package org.realmscope.debug.ui.disassembly;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.breakpoints.InstructionBreakpoint;
import org.realmscope.debug.core.breakpoints.RealmBreakpoint;
import org.realmscope.debug.core.breakpoints.SourceLineBreakpoint;
import org.realmscope.debug.core.breakpoints.Verification;
import org.realmscope.debug.core.model.MemoryAddress;

/** The breakpoints at lines and instructions that there are, as a listing marks them. */
final class Stops {
    private final Map<Row.Place, RealmBreakpoint> lines = new HashMap<>();
    private final Map<MemoryAddress, InstructionBreakpoint> instructions = new HashMap<>();

    /** Those that there are now. */
    Stops() {
        for (IBreakpoint each : DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(RealmDebug.MODEL)) {
            IMarker marker = each.getMarker();
            if (each instanceof SourceLineBreakpoint line && marker != null) {
                String path = line.path();
                if (path != null) {
                    lines.put(new Row.Place(path, marker.getAttribute(IMarker.LINE_NUMBER, 0)), line);
                }
            } else if (each instanceof InstructionBreakpoint instruction) {
                MemoryAddress address = MemoryAddress.parse(instruction.address());
                if (address != null) {
                    instructions.put(address, instruction);
                }
            }
        }
    }

    /**
     * The breakpoint at a row; null if there is none.
     *
     * @param listed any address of the listing
     */
    @Nullable
    RealmBreakpoint at(Row row, MemoryAddress listed) {
        return switch (row) {
            case Row.SourceText source -> lines.get(source.place());
            case Row.Instruction instruction -> instructions.get(listed.at(instruction.number()));
        };
    }

    /** Sets a breakpoint at an instruction, or removes it. */
    static void toggle(MemoryAddress address) throws CoreException {
        InstructionBreakpoint known = new Stops().instructions.get(address);
        if (known == null) {
            InstructionBreakpoint.at(address);
        } else {
            known.delete();
        }
    }

    /** Whether a breakpoint is to stop anything. */
    static boolean isEnabled(RealmBreakpoint breakpoint) {
        IMarker marker = breakpoint.getMarker();
        return marker != null
                && marker.getAttribute(IBreakpoint.ENABLED, false)
                && DebugPlugin.getDefault().getBreakpointManager().isEnabled();
    }

    /** What a breakpoint is, for people who do not see its image. */
    static String text(RealmBreakpoint breakpoint) {
        Verification verification = breakpoint.verification();
        boolean isRefused = verification != null && !verification.isVerified();
        return isRefused ? "Refused breakpoint" : isEnabled(breakpoint) ? "Breakpoint" : "Disabled breakpoint";
    }
}
