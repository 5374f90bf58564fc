package org.realmscope.debug.dwarf;

import org.realmscope.debug.elf.SectionData;

/**
 * A frame description entry (DWARF 5, section 6.4.1).
 *
 * @param common what it shares with others
 * @param range its code
 * @param data section that it is in
 * @param instructions offset of its instructions
 * @param end offset behind them
 */
record FrameEntry(CommonEntry common, AddressRange range, SectionData data, int instructions, int end) {}
