package org.realmscope.scenario.model;

import java.util.List;

/**
 * A realm.
 *
 * @param ipaBits width of its IPA space
 * @param startLevel starting level of its RTT, -1 to 3; {@link #HOST_CHOOSES} leaves it to the host
 * @param lpa2 whether it uses 52-bit descriptors
 * @param sha512 SHA-512 instead of SHA-256
 * @param ripasRam ranges that get RIPAS RAM before activation
 * @param contents what is populated before activation, in source order; the guest program is not among them
 * @param programBase IPA of the guest program, page aligned
 * @param programMeasured whether the program goes into the RIM
 * @param mmio what reads of emulated devices give, in source order
 * @param vcpus the first one boots; the others are off until PSCI_CPU_ON unless they say {@code on}
 */
public record RealmSetup(
        Position position,
        String name,
        int ipaBits,
        int startLevel,
        boolean lpa2,
        boolean sha512,
        List<SlotSetup> slots,
        List<AddressRange> ripasRam,
        List<Content> contents,
        long programBase,
        boolean programMeasured,
        List<MmioRegister> mmio,
        List<VcpuSetup> vcpus) {
    /** {@link #startLevel}: the host derives it from {@link #ipaBits}. */
    public static final int HOST_CHOOSES = -2;

    public RealmSetup {
        slots = List.copyOf(slots);
        ripasRam = List.copyOf(ripasRam);
        contents = List.copyOf(contents);
        mmio = List.copyOf(mmio);
        vcpus = List.copyOf(vcpus);
    }

    /** The bit of an IPA that is set for the unprotected half. */
    public long unprotectedBit() {
        return 1L << (ipaBits - 1);
    }
}
