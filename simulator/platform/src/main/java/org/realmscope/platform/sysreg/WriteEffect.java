package org.realmscope.platform.sysreg;

/** What MSR to a register changes besides the stored value. */
public enum WriteEffect {
    /** Nothing that anything else depends on before the next exception or exception return. */
    STORE,
    /** A field of PSTATE that only the software itself looks at. */
    LOCAL,
    /** Which interrupts are pending: they are looked at again before the next instruction. */
    INTERRUPT,
    /** How addresses are translated. */
    TRANSLATION,
    /** Which accesses trap, how addresses are translated, or where interrupts go: everything derived is formed anew. */
    CONTEXT,
    /** The register has a behaviour of its own. */
    SPECIAL
}
