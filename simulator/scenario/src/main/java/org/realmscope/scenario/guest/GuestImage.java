package org.realmscope.scenario.guest;

import org.realmscope.scenario.model.VcpuSetup;

/**
 * An ELF of the user's that a vCPU runs.
 *
 * @param vcpu the first that runs it
 * @param path as the scenario names it
 * @param base what is added to the file's addresses; 0 unless the file is position-independent
 * @param entry IPA
 */
public record GuestImage(VcpuSetup vcpu, String path, long base, long entry) {}
