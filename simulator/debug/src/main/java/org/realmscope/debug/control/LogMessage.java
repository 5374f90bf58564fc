package org.realmscope.debug.control;

/** What a breakpoint writes instead of stopping the machine. */
@FunctionalInterface
public interface LogMessage {
    /** The text of a hit, without line end. Must not change the machine. */
    String text(HitContext context);
}
