/**
 * DWARF 4 and 5 as a debugger asks for it: lines, functions and inlined calls, variables, types and values, and the
 * frames of a stack. Pure functions over the bytes of an ELF file and over what a reader of memory and registers says.
 */
@NullMarked
package org.realmscope.debug.dwarf;

import org.jspecify.annotations.NullMarked;
