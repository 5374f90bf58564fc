package org.realmscope.machine.control;

/**
 * A range of physical memory whose accesses stop the machine before they happen.
 *
 * @param pa first byte
 * @param length bytes
 * @param onRead whether reads stop
 * @param onWrite whether writes stop
 */
public record Watchpoint(long pa, long length, boolean onRead, boolean onWrite) {
    /** Whether the ranges have a byte in common. */
    public boolean overlaps(long start, long bytes) {
        return start < pa + length && pa < start + bytes;
    }
}
