package org.realmscope.debug.elf;

/**
 * What is used of the ELF header (System V ABI, chapter 4).
 *
 * @param type e_type
 * @param machine e_machine
 * @param entry e_entry
 */
record ElfHeader(int type, int machine, long entry) {}
