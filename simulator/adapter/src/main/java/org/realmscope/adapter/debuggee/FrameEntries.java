package org.realmscope.adapter.debuggee;

import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.control.FrameEntry;
import org.realmscope.debug.dwarf.LoadedImage;
import org.realmscope.debug.dwarf.SourceFrame;
import org.realmscope.debug.inspect.Location;
import org.realmscope.debug.stack.CodeFrame;

/** Where functions that are on a stack were entered. */
public final class FrameEntries {
    private FrameEntries() {}

    /**
     * Whether one can go back to where a frame was entered: what is inlined, or has no known frame, has no such place.
     */
    public static boolean canRestart(Debuggee debuggee, Reference.Frame reference) {
        return reference.thread().isLive()
                && debuggee.stacks().frame(reference) instanceof CodeFrame code
                && function(code) != null;
    }

    /**
     * Where a frame was entered.
     *
     * @throws RequestError if that is not known
     */
    public static FrameEntry of(Debuggee debuggee, Reference.Frame reference) {
        int pe = reference.thread().index();
        SourceFrame function = debuggee.stacks().frame(reference) instanceof CodeFrame code ? function(code) : null;
        if (function == null || !(debuggee.stacks().frame(reference) instanceof CodeFrame code)) {
            throw RequestError.argument("it is not known where '%s' was entered: only functions with debug information"
                            .formatted(debuggee.stacks().frame(reference).name())
                    + " that are not inlined can be gone back to");
        }
        LoadedImage image = code.frame().image();
        long va = function.function().entryPc() + (image == null ? 0 : image.bias());
        Location location = reference.thread().view().locate(debuggee.written(reference.thread(), code.space()), va);
        if (!location.isFound()) {
            throw RequestError.argument("%s %s".formatted(code.space().format(va), location.problem()));
        }
        long sp = code.cfa().orElseThrow();
        return new FrameEntry(pe, location.pa(), va, sp, code.el(), code.world());
    }

    private static @Nullable SourceFrame function(CodeFrame code) {
        SourceFrame function = code.function();
        return function == null || function.inlined() != null || code.cfa().isEmpty() ? null : function;
    }
}
