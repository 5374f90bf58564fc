package org.realmscope.adapter.gdb;

/** What comes from gdb. */
sealed interface Incoming {
    /** A packet; what was escaped in it no longer is. */
    record Packet(PacketText text) implements Incoming {}

    /** A packet whose checksum is wrong, or that is too long. */
    record Damaged() implements Incoming {}

    /** The last packet that was sent arrived damaged. */
    record Refused() implements Incoming {}

    /** The user of gdb wants the machine to stop. */
    record Interrupt() implements Incoming {}

    /** Nothing more comes. */
    record End() implements Incoming {}
}
