/**
 * The A64 instruction table: one row per instruction gives its encoding, its text and its semantics, and decoder,
 * assembler, disassembler and execution engine all read it.
 */
@NullMarked
package org.realmscope.a64.table;

import org.jspecify.annotations.NullMarked;
