package org.realmscope.adapter.gdb;

/**
 * A register as gdb sees it.
 *
 * @param name in lower case, as gdb's users write it
 * @param bits 32, 64 or 128
 * @param type of the target description, empty for an integer
 * @param group with which gdb shows it; empty where gdb knows the group
 */
record TargetRegister(String name, int bits, String type, String group) {
    /** Bytes in a packet. */
    int size() {
        return bits / 8;
    }
}
