package org.realmscope.scenario.guest;

/**
 * A loop that is being assembled.
 *
 * @param name empty if it counts or never ends
 * @param register X register of the address or of the count
 * @param step index of the loop
 */
record LoopVariable(String name, int register, int step) {}
