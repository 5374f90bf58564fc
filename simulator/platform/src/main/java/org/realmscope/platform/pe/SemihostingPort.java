package org.realmscope.platform.pe;

/** What software writes by semihosting. That it ends is {@link StopCause#HALTED}, with the call still in X0 and X1. */
public interface SemihostingPort {
    /** A character of SYS_WRITEC or SYS_WRITE0. */
    void write(int character);
}
