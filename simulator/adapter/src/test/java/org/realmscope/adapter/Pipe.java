package org.realmscope.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Two ends of a stream in memory. Unlike those of java.io, they do not ask which threads are alive. */
final class Pipe {
    private final Deque<Byte> bytes = new ArrayDeque<>();
    private boolean closed;

    InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return length == 0 ? 0 : take(into, offset, length);
            }
        };
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                put(from, offset, length);
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    private synchronized int take(byte[] into, int offset, int length) throws IOException {
        while (bytes.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        int count = Math.min(length, bytes.size());
        for (int i = 0; i < count; i++) {
            into[offset + i] = bytes.removeFirst();
        }
        return count == 0 ? -1 : count;
    }

    private synchronized void put(byte[] from, int offset, int length) {
        for (int i = 0; i < length; i++) {
            bytes.addLast(from[offset + i]);
        }
        notifyAll();
    }

    synchronized void end() {
        closed = true;
        notifyAll();
    }
}
