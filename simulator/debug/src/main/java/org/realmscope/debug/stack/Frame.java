package org.realmscope.debug.stack;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.platform.SecurityState;

/** A line of a stack. It says what was true when the stack was read, and means nothing after the machine has moved. */
public sealed interface Frame permits CodeFrame, ModelFrame, MonitorFrame, LabelFrame {
    /** World that it executes in. */
    SecurityState world();

    /** Exception level that it executes at. */
    int el();

    /** The function, or the text of a label. */
    String name();

    /** The program that has its code; empty if none is known. */
    String image();

    /** Where it goes on, or for a call that has reached EL3 the SMC; empty if it has no instructions. */
    default OptionalLong pc() {
        return OptionalLong.empty();
    }

    /** Canonical frame address. */
    default OptionalLong cfa() {
        return OptionalLong.empty();
    }

    /** Where it is in its source; null if that is unknown. */
    default @Nullable SourcePosition source() {
        return null;
    }

    FrameHint hint();
}
