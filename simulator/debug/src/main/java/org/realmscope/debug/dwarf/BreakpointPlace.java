package org.realmscope.debug.dwarf;

/**
 * An address where a breakpoint on a line or a function stops.
 *
 * @param address of an instruction
 * @param source the line that it belongs to, which may follow the one that was asked for
 * @param function whose body it is in; empty if unknown
 * @param isInlined whether that body is an inlined copy
 */
public record BreakpointPlace(long address, SourceLine source, String function, boolean isInlined) {}
