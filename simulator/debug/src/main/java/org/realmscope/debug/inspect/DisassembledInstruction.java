package org.realmscope.debug.inspect;

/**
 * An instruction as text.
 *
 * @param address in the space that was asked for
 * @param word its encoding; 0 if it could not be read
 * @param text mnemonic and operands, or why it could not be read
 * @param readable whether it could be read
 */
public record DisassembledInstruction(long address, int word, String text, boolean readable) {}
