package org.realmscope.ui.platformmap;

import java.util.List;
import java.util.OptionalLong;

/**
 * The default map of the simulated platform, that of QEMU's {@code virt} machine where real images depend on it. It
 * covers DRAM without gaps; what it does not name is not there.
 */
public final class PlatformMap {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    /** The regions in ascending order of address. */
    public static final List<Region> DEFAULT = List.of(
            new Region(
                    "PL011",
                    0x0900_0000L,
                    OptionalLong.of(4 * KIB),
                    Pas.NON_SECURE,
                    "Serial port: what software prints"),
            new Region(
                    "VMM port",
                    0x0A00_0000L,
                    OptionalLong.of(32 * KIB),
                    Pas.NON_SECURE,
                    "What the VMM asks of KVM, one page for each PE"),
            new Region(
                    "Root SRAM",
                    0x0E00_0000L,
                    OptionalLong.of(16 * MIB),
                    Pas.ROOT,
                    "EL3's memory, with the granule protection table"),
            new Region("DRAM", 0x4000_0000L, OptionalLong.of(MIB), Pas.NON_SECURE, "Free for the host"),
            new Region(
                    "RMM",
                    0x4010_0000L,
                    OptionalLong.of(24 * MIB),
                    Pas.REALM,
                    "RMM image and its memory, or what the built-in RMM keeps"),
            new Region("DRAM", 0x4190_0000L, OptionalLong.of(7 * MIB), Pas.NON_SECURE, "Free for the host"),
            new Region(
                    "Host image and DRAM",
                    0x4200_0000L,
                    OptionalLong.empty(),
                    Pas.NON_SECURE,
                    "KVM fault code at NS-EL2, then memory that realms get"));

    private PlatformMap() {}
}
