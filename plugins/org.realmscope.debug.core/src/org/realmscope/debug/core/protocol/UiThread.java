package org.realmscope.debug.core.protocol;

/**
 * Knows whether the current thread is one that shows things to people and must never wait. Contributed with the
 * extension point {@code org.realmscope.debug.core.uiThreads} by plug-ins that have such threads.
 */
@FunctionalInterface
public interface UiThread {
    /** Whether the current thread is one. */
    boolean isCurrent();
}
