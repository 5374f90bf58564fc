package org.realmscope.machine.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.time.Moment;

/**
 * The inputs of a run in the order in which they take effect. A <i>planned</i> input was known beforehand; the others
 * were made while the machine stood at their moment, and are given up when an earlier moment is edited.
 */
public final class InputLog {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * One input.
     *
     * @param at takes effect at the first moment of the run that is not before this one
     * @param planned whether it stays when the past is edited
     */
    public record Entry(Moment at, InputAction action, boolean planned) {}

    /** A log that starts as a copy of another. */
    public static InputLog copyOf(InputLog other) {
        InputLog copy = new InputLog();
        copy.entries.addAll(other.entries);
        return copy;
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Number of inputs. */
    public int size() {
        return entries.size();
    }

    /** The input at a position of the log, or null behind its end. */
    public @Nullable Entry get(int position) {
        return position < entries.size() ? entries.get(position) : null;
    }

    /**
     * Puts an input in behind those of the same moment.
     *
     * @return its position
     */
    public int add(Entry entry) {
        int position = entries.size();
        while (position > 0 && entry.at().isBefore(entries.get(position - 1).at())) {
            position--;
        }
        entries.add(position, entry);
        return position;
    }

    /** Puts an input in at a position, before those that have not taken effect. */
    public void insert(int position, Entry entry) {
        entries.add(position, entry);
    }

    /** Number of inputs from {@code position} on that {@link #discardFrom} would take out. */
    public int discardableFrom(int position) {
        int count = 0;
        for (int i = position; i < entries.size(); i++) {
            if (!entries.get(i).planned()) {
                count++;
            }
        }
        return count;
    }

    /** Takes out every input from {@code position} on that is not planned. */
    public void discardFrom(int position) {
        for (int i = entries.size() - 1; i >= position; i--) {
            if (!entries.get(i).planned()) {
                entries.remove(i);
            }
        }
    }
}
