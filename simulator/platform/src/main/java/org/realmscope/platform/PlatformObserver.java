package org.realmscope.platform;

import org.realmscope.platform.pe.Pe;

/**
 * Hears of architectural events as they happen. Where nobody listens, an event costs one null check. Listeners must not
 * change the platform.
 */
public interface PlatformObserver {
    /**
     * A PE took an exception. Called after the entry; the syndrome registers of {@code targetEl} are set.
     *
     * @param fromEl Exception level that was left
     * @param vectorOffset bytes from VBAR_ELx
     */
    default void exceptionTaken(Pe pe, int fromEl, int targetEl, int vectorOffset) {}

    /** {@code ERET} left {@code fromEl}; {@code pe} is where it goes on. */
    default void exceptionReturned(Pe pe, int fromEl) {}

    /** A TLB maintenance instruction executed. */
    default void tlbInvalidated(Pe pe, int systemInstruction, long operand) {}

    /** Native firmware invalidated what every PE has cached of a stage 2 translation, as TLBI instructions would. */
    default void stage2Invalidated(int vmid, long ipa, long size) {}

    /** A granule goes from one physical address space to another. Called before the change. */
    default void granuleAssigned(long pa, PhysicalAddressSpace from, PhysicalAddressSpace to) {}

    /** A native component is about to write watched memory. */
    default void watchedMemoryWritten(long pa, int length) {}
}
