package org.realmscope.adapter.gdb;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/**
 * What has come from gdb and waits for its turn. Interrupts do not wait: they stop the machine if gdb has told it to
 * move and has not been told yet that it stands still.
 */
final class PacketQueue {
    private static final Pattern MOVEMENT = Pattern.compile("(?s)[cCsS].*|b[sc]|vCont;.*");

    private final BlockingQueue<Incoming> waiting = new LinkedBlockingQueue<>();
    private final Runnable pause;
    /** Whether a movement is asked for that gdb does not know to be over. */
    private volatile boolean moving;

    /** @param pause asks a machine that moves for a stop */
    PacketQueue(Runnable pause) {
        this.pause = pause;
    }

    /** Takes in what comes until nothing more does. Belongs to the thread that reads. */
    void fill(PacketReader reader) {
        Incoming next;
        do {
            next = next(reader);
            switch (next) {
                case Incoming.Interrupt interrupt -> stop();
                case Incoming.Packet(PacketText text) -> {
                    moving |= text.matches(MOVEMENT);
                    waiting.add(next);
                }
                case Incoming.Damaged damaged -> waiting.add(next);
                case Incoming.Refused refused -> waiting.add(next);
                case Incoming.End end -> {
                    waiting.add(next);
                    stop();
                }
            }
        } while (!(next instanceof Incoming.End));
    }

    private static Incoming next(PacketReader reader) {
        try {
            return reader.next();
        } catch (IOException broken) {
            // A connection that breaks off is one that ends.
            return new Incoming.End();
        }
    }

    private void stop() {
        if (moving) {
            pause.run();
        }
    }

    /** The next thing that has come. */
    Incoming take() {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Incoming.End();
        }
    }

    /** Gdb is about to be told that the machine stands still. */
    void stopped() {
        moving = false;
    }
}
