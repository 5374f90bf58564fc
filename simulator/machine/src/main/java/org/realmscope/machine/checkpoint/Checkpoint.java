package org.realmscope.machine.checkpoint;

import org.realmscope.machine.time.Moment;
import org.realmscope.platform.memory.PhysicalMemory;

/**
 * The whole state of a machine at a moment.
 *
 * @param inputs entries of the input log that have taken effect
 * @param memory contents of physical memory, shared with the machine and its forks
 * @param state everything else
 */
public record Checkpoint(Moment moment, int inputs, PhysicalMemory.Snapshot memory, StateWords state) {}
