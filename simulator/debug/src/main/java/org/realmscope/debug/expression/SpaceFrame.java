package org.realmscope.debug.expression;

import org.realmscope.debug.dwarf.MemoryOnlyFrame;
import org.realmscope.debug.dwarf.MemoryReader;

/**
 * A frame of which nothing is known but the memory of an address space.
 *
 * @param space as it was written
 * @param memory of that space
 */
record SpaceFrame(String space, MemoryReader memory) implements MemoryOnlyFrame {}
