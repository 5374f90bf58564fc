package org.realmscope.debug.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A breakpoint that is set, with what was armed for it. */
final class ArmedBreakpoint {
    final int id;
    final BreakpointRequest request;
    /** Code at which it stops, for the kinds that stop at code. */
    final List<CodeLocation> locations;
    /** Memory that it watches, null for the other kinds. */
    final @Nullable MemoryWatch memory;
    /** RMM state that it watches, null for the other kinds. */
    final @Nullable StateWatch<?> state;
    /** Functions of a call breakpoint, null for the other kinds. */
    final @Nullable FunctionGlob functions;

    /** Fields that its conditions may name, null if it is at code. */
    final @Nullable EventVocabulary vocabulary;

    boolean verified;
    /** {@link #verified} as the listener knows it. */
    boolean announced;

    String message = "";
    long hits;

    ArmedBreakpoint(int id, BreakpointRequest request, List<CodeLocation> locations) {
        this.id = id;
        this.request = request;
        this.locations = locations;
        this.memory = request.breakpoint() instanceof Breakpoint.Memory watched ? new MemoryWatch(watched) : null;
        this.vocabulary = EventVocabulary.of(request.breakpoint());
        this.state = StateWatch.of(request.breakpoint());
        this.functions =
                request.breakpoint() instanceof Breakpoint.Call call ? new FunctionGlob(call.function()) : null;
    }

    Breakpoint breakpoint() {
        return request.breakpoint();
    }

    BreakpointStatus status() {
        return new BreakpointStatus(
                id,
                breakpoint(),
                verified,
                message,
                hits,
                locations.stream().map(CodeLocation::place).toList());
    }
}
