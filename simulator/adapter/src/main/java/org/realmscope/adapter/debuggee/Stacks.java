package org.realmscope.adapter.debuggee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.debug.dwarf.StackFrame;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.stack.CodeFrame;
import org.realmscope.debug.stack.Frame;
import org.realmscope.debug.stack.LabelFrame;
import org.realmscope.debug.stack.StackReader;
import org.realmscope.debug.stack.ValueChange;
import org.realmscope.machine.event.MachineEvent;

/** The stacks of threads. One that has been read is kept until the machine moves or is changed. */
public final class Stacks {
    private final Programs programs;
    private final Map<ThreadView, List<Frame>> read = new HashMap<>();
    private @Nullable MachineEvent event;

    Stacks(Programs programs) {
        this.programs = programs;
    }

    /** The machine has moved, or was changed. */
    void clear() {
        read.clear();
    }

    /**
     * The machine has come to a stop.
     *
     * @param at event at which it stands, null if none
     */
    public void stoppedAt(@Nullable MachineEvent at) {
        event = at;
        clear();
    }

    /** The event at which the machine stands; null if none, and for an open moment. */
    public @Nullable MachineEvent event(ThreadView thread) {
        return thread.isLive() ? event : null;
    }

    /** The frames of a thread, innermost first; never none: a PE that is off has a label. */
    public List<Frame> of(ThreadView thread) {
        return read.computeIfAbsent(thread, this::read);
    }

    private List<Frame> read(ThreadView thread) {
        StackReader reader = new StackReader(programs.symbols(), thread.view(), programs.models());
        List<Frame> frames = reader.read(thread.index(), event(thread));
        return frames.isEmpty()
                ? List.of(new LabelFrame(thread.pe().securityState, thread.pe().el, "the PE is off"))
                : frames;
    }

    /**
     * A frame.
     *
     * @throws RequestError if the stack has no such frame any more
     */
    public Frame frame(Reference.Frame reference) {
        List<Frame> frames = of(reference.thread());
        if (reference.index() >= frames.size()) {
            throw RequestError.argument("the stack has no frame %d any more".formatted(reference.index()));
        }
        return frames.get(reference.index());
    }

    /** Whether the registers of a frame are those of its PE: no other function was called from it. */
    public boolean hasRegistersOfPe(Reference.Frame reference) {
        List<Frame> frames = of(reference.thread());
        CodeFrame innermost = innermost(frames);
        int first = innermost == null ? frames.size() : frames.indexOf(innermost);
        return reference.index() <= first
                || innermost != null && frame(reference) instanceof CodeFrame code && code.frame() == innermost.frame();
    }

    /**
     * Where values of a frame are kept.
     *
     * @param space of its addresses
     */
    ValueChange.Place place(Reference.Frame reference, AddressSpace space) {
        ThreadView thread = reference.thread();
        return new ValueChange.Place(
                thread.view(), space, thread.index(), hasRegistersOfPe(reference), isOnPe(reference));
    }

    /** Whether a frame is in the part of the stack that the PE executes. */
    private boolean isOnPe(Reference.Frame reference) {
        CodeFrame innermost = innermost(of(reference.thread()));
        StackFrame wanted = frame(reference) instanceof CodeFrame code ? code.frame() : null;
        StackFrame each = innermost == null ? null : innermost.frame();
        while (each != null && each != wanted) {
            each = each.caller();
        }
        return each != null;
    }

    private static @Nullable CodeFrame innermost(List<Frame> frames) {
        for (Frame frame : frames) {
            if (frame instanceof CodeFrame code) {
                return code;
            }
        }
        return null;
    }
}
