package org.realmscope.platform.state;

/**
 * A component with mutable state that belongs to the simulated machine. {@link #save} writes all of it, and nothing
 * else (no host-side acceleration), as words in a fixed order; {@link #load} reads the same words back and drops
 * whatever the component derives from them.
 */
public interface Stateful {
    void save(StateSink sink);

    void load(StateSource source);
}
