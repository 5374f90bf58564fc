/**
 * How instructions are written: one object per kind of operand that both prints and parses, and templates that string
 * operands together. Spelled like GNU objdump.
 */
@NullMarked
package org.realmscope.a64.syntax;

import org.jspecify.annotations.NullMarked;
