package org.realmscope.adapter.debuggee;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realmscope.adapter.request.ErrorCode;
import org.realmscope.adapter.request.RequestError;

/** Numbers for stack frames and for what has variables in it. They are good until the machine moves. */
public final class References {
    private final Map<Integer, Reference> byNumber = new TreeMap<>();
    private final Map<Reference, Integer> byReference = new HashMap<>();
    private int last;

    /** The number of {@code reference}, from 1. */
    public int number(Reference reference) {
        return byReference.computeIfAbsent(reference, added -> {
            last++;
            byNumber.put(last, added);
            return last;
        });
    }

    /**
     * What a number stands for.
     *
     * @throws RequestError if it stands for nothing, or the machine has moved since
     */
    public Reference get(int number) {
        Reference found = byNumber.get(number);
        if (found == null) {
            throw new RequestError(
                    ErrorCode.ARGUMENT_INVALID, number + " is no reference, or the machine has moved since it was");
        }
        return found;
    }

    /** Whether a number stands for something. */
    public boolean has(int number) {
        return byNumber.containsKey(number);
    }

    /**
     * The frame that a client names, or another one if it names none.
     *
     * @throws RequestError if the number is not one of a frame
     */
    public Reference.Frame frame(@Nullable Integer number, Reference.Frame absent) {
        return number == null || number == 0 ? absent : frame(number);
    }

    /**
     * The frame that a client names.
     *
     * @throws RequestError if the number is not one of a frame
     */
    public Reference.Frame frame(int number) {
        if (get(number) instanceof Reference.Frame frame) {
            return frame;
        }
        throw RequestError.argument(number + " is not the number of a frame");
    }

    /**
     * The address of an instruction of a thread that a client names.
     *
     * @param pe of the thread
     * @throws RequestError if the number is not one of an instruction of the thread
     */
    public long place(int number, int thread, int pe) {
        if (get(number) instanceof Reference.Place place && place.thread().index() == pe) {
            return place.address();
        }
        throw RequestError.argument("target %d is none of thread %d".formatted(number, thread));
    }

    /** The machine moves: what clients show is of the past. */
    void clear() {
        byNumber.clear();
        byReference.clear();
    }
}
