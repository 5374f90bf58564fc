package org.realmscope.debug.core.model;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

/** Keeps the end of an output, for consoles that are opened late, and tells listeners what is added. */
public final class OutputStreamMonitor implements IFlushableStreamMonitor {
    /** How much is kept, in characters. */
    private static final int KEPT = 1 << 20;

    private final StringBuilder contents = new StringBuilder();
    private final ListenerList<IStreamListener> listeners = new ListenerList<>();
    private boolean isBuffered = true;

    /** Adds text. */
    public void append(String text) {
        synchronized (contents) {
            if (isBuffered) {
                contents.append(text);
                if (contents.length() > 2 * KEPT) {
                    contents.delete(0, contents.length() - KEPT);
                }
            }
        }
        for (IStreamListener each : listeners) {
            each.streamAppended(text, this);
        }
    }

    @Override
    public String getContents() {
        synchronized (contents) {
            return contents.toString();
        }
    }

    @Override
    public void flushContents() {
        synchronized (contents) {
            contents.setLength(0);
        }
    }

    @Override
    public void setBuffered(boolean buffer) {
        synchronized (contents) {
            isBuffered = buffer;
        }
    }

    @Override
    public boolean isBuffered() {
        synchronized (contents) {
            return isBuffered;
        }
    }

    @Override
    public void addListener(IStreamListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(IStreamListener listener) {
        listeners.remove(listener);
    }
}
