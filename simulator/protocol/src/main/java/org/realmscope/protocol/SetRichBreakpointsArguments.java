package org.realmscope.protocol;

import java.util.List;

/** All breakpoints that are to be set. */
public record SetRichBreakpointsArguments(List<RichBreakpoint> breakpoints) {}
