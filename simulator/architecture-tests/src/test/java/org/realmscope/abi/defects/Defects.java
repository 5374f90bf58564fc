package org.realmscope.abi.defects;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Breaks each determinism rule once, so that the tests show that the rules bite. */
public final class Defects {
    private Defects() {}

    /** Reads the wall clock. */
    public static final class WallClock {
        long read() {
            return System.nanoTime();
        }
    }

    /** Iterates in hash order. */
    public static final class HashOrder {
        Map<Integer, Integer> create() {
            return new HashMap<>();
        }
    }

    /** Iterates in an order that each JVM draws anew. */
    public static final class SaltedOrder {
        Set<Integer> create() {
            return Set.of(1, 2);
        }
    }

    /** Draws from a seed that nobody knows. */
    public static final class UnknownSeed {
        int draw() {
            return new Random().nextInt();
        }
    }

    /** Starts a thread. */
    public static final class OwnThread {
        void start() {
            new Thread(() -> {}).start();
        }
    }
}
