package org.realmscope.protocol;

import java.util.List;

/**
 * An open moment.
 *
 * @param id names it until it is closed
 * @param moment where it is, the first of the run that is not before the one asked for
 * @param threads threads of its PEs
 */
public record MomentInfo(int id, String moment, List<Integer> threads) {}
