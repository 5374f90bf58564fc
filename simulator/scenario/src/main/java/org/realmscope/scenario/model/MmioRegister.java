package org.realmscope.scenario.model;

/**
 * A register of an emulated device: what the VMM gives the realm when it reads there. Without one, reads give 0.
 *
 * @param ipa without the unprotected bit, in no slot
 * @param value its low bits, for reads of fewer than 8 bytes
 */
public record MmioRegister(Position position, long ipa, long value) {}
