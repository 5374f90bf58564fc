package org.realmscope.rmm.view;

import org.realmscope.rmm.rtt.EntryState;
import org.realmscope.rmm.rtt.Ripas;

/**
 * An RTT entry.
 *
 * @param ipa first IPA that it describes
 * @param size bytes that it describes
 * @param level of its table
 * @param table address of its table
 * @param index in its table
 * @param ripas meaningful for UNASSIGNED and ASSIGNED
 * @param outputAddress of ASSIGNED and ASSIGNED_NS, of the child of TABLE, else 0
 * @param attributes MemAttr[2:0] and S2AP of ASSIGNED_NS as RTT_MAP_UNPROTECTED takes them, else 0
 * @param descriptor as the MMU walks it
 */
public record RttEntrySnapshot(
        long ipa,
        long size,
        int level,
        long table,
        int index,
        EntryState state,
        Ripas ripas,
        long outputAddress,
        long attributes,
        long descriptor) {}
