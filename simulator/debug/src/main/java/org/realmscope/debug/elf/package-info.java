/** ELF64 files as a debugger sees them: sections, segments and symbols, read from bytes and checked while reading. */
@NullMarked
package org.realmscope.debug.elf;

import org.jspecify.annotations.NullMarked;
