package org.realmscope.machine.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RmiStatus;
import org.realmscope.machine.time.Moment;

/**
 * RMI calls as words: a header, then what did not fit into it, the arguments, and the outputs of a call that succeeded,
 * or the condition that failed it.
 *
 * <table>
 * <caption>Header</caption>
 * <tr><th>Bits</th><th>Meaning</th></tr>
 * <tr><td>63:44</td><td>instructions since the base; all ones: the count is in a word of its own</td></tr>
 * <tr><td>43:28</td><td>X0 on return</td></tr>
 * <tr><td>27:14</td><td>the PE, and its place in the host's code: {@link #origin}</td></tr>
 * <tr><td>13</td><td>X0 has a word of its own behind the arguments</td></tr>
 * <tr><td>12</td><td>the call has not returned</td></tr>
 * <tr><td>11:6</td><td>function number from 0x150 on</td></tr>
 * <tr><td>5:0</td><td>ordinal of the call; all ones: in a word of its own</td></tr>
 * </table>
 */
final class CallWords {
    private static final int SINCE_SHIFT = 44;
    private static final long SINCE_ELSEWHERE = 0xf_ffffL;
    private static final int RESULT_SHIFT = 28;
    private static final long RESULT_MASK = 0xffff;
    private static final int ORIGIN_SHIFT = 14;
    private static final int SITE_MASK = (1 << HostCallSites.BITS) - 1;
    private static final int PE_MASK = 0xf;
    private static final long RESULT_ELSEWHERE = 1 << 13;
    private static final long PENDING = 1 << 12;
    private static final int FUNCTION_SHIFT = 6;
    private static final int FUNCTION_MASK = 0x3f;
    private static final int ORDINAL_ELSEWHERE = 0x3f;
    /** In place of the condition that failed a call. */
    static final int NO_CONDITION = -1;
    /** X1 to X6: what a function that nobody knows may have been given. */
    private static final int UNKNOWN_ARGUMENTS = 6;
    /** By function. */
    private static final int[] ARGUMENT_COUNTS = argumentCounts();

    private CallWords() {}

    /** Number of the function as the header has it. */
    static int function(long functionId) {
        return (int) (functionId - RmiCommand.FIRST_FUNCTION_ID) & FUNCTION_MASK;
    }

    static @Nullable RmiCommand command(int function) {
        return RmiCommand.of(RmiCommand.FIRST_FUNCTION_ID + function);
    }

    /** Registers from X1 up that a function is given. */
    static int argumentCount(int function) {
        return ARGUMENT_COUNTS[function];
    }

    private static int[] argumentCounts() {
        int[] counts = new int[FUNCTION_MASK + 1];
        for (int function = 0; function < counts.length; function++) {
            RmiCommand command = command(function);
            counts[function] =
                    command == null ? UNKNOWN_ARGUMENTS : command.inputs().size();
        }
        return counts;
    }

    /** Registers from X1 up that a function returns with a status. */
    static int outputCount(int function, long status) {
        RmiCommand command = command(function);
        return command == null || status != RmiStatus.SUCCESS.returnCode()
                ? 0
                : command.outputs().size();
    }

    /** Whether a function may have returned a status because of a condition. */
    private static boolean hasCondition(int function, long status) {
        return status != RmiStatus.SUCCESS.returnCode() && command(function) != null;
    }

    /**
     * Who calls.
     *
     * @param pe index of the PE
     * @param site a place of {@link HostCallSites}
     */
    static int origin(int pe, int site) {
        return pe << HostCallSites.BITS | site;
    }

    /**
     * Appends a call that has not returned.
     *
     * @param base instruction count that the header counts from
     * @param origin of {@link #origin}
     * @param x registers of the PE
     * @return where its header is
     */
    static int call(LongList words, long base, long instructions, int ordinal, int origin, int function, long[] x) {
        int header = words.size();
        int arguments = argumentCount(function);
        long since = Math.min(instructions - base, SINCE_ELSEWHERE);
        words.add(since << SINCE_SHIFT
                | (long) origin << ORIGIN_SHIFT
                | PENDING
                | (long) function << FUNCTION_SHIFT
                | Math.min(ordinal, ORDINAL_ELSEWHERE));
        if (since == SINCE_ELSEWHERE) {
            words.add(instructions);
        }
        if (ordinal >= ORDINAL_ELSEWHERE) {
            words.add(ordinal);
        }
        for (int i = 1; i <= arguments; i++) {
            words.add(x[i]);
        }
        return header;
    }

    /**
     * Completes the last call of {@code words}.
     *
     * @param header where its header is
     * @param x registers of the PE, with X0 on return in {@code x[first]}
     * @param condition as {@link RmiCallRecord#failedCondition}, or {@link #NO_CONDITION}
     */
    static void complete(LongList words, int header, long[] x, int first, int condition) {
        long word = words.get(header) & ~PENDING;
        long result = x[first];
        if ((result & ~RESULT_MASK) != 0) {
            word |= RESULT_ELSEWHERE;
            words.add(result);
        } else {
            word |= result << RESULT_SHIFT;
        }
        int function = (int) (word >>> FUNCTION_SHIFT) & FUNCTION_MASK;
        int outputs = outputCount(function, result);
        for (int i = 1; i <= outputs; i++) {
            words.add(x[first + i]);
        }
        if (hasCondition(function, result)) {
            words.add(condition);
        }
        words.set(header, word);
    }

    /** Reads {@code count} calls from {@code start} on. */
    static List<RmiCallRecord> read(LongList words, int start, int count, long base, HostCallSites sites) {
        List<RmiCallRecord> calls = new ArrayList<>(count);
        int at = start;
        for (int i = 0; i < count; i++) {
            long header = words.get(at++);
            long instructions = base + (header >>> SINCE_SHIFT);
            if (header >>> SINCE_SHIFT == SINCE_ELSEWHERE) {
                instructions = words.get(at++);
            }
            int ordinal = (int) header & ORDINAL_ELSEWHERE;
            if (ordinal == ORDINAL_ELSEWHERE) {
                ordinal = (int) words.get(at++);
            }
            int function = (int) (header >>> FUNCTION_SHIFT) & FUNCTION_MASK;
            List<Long> arguments = list(words, at, argumentCount(function));
            at += arguments.size();
            Long result = (header & PENDING) != 0 ? null : (Long) (header >>> RESULT_SHIFT & RESULT_MASK);
            if ((header & RESULT_ELSEWHERE) != 0) {
                result = words.get(at++);
            }
            List<Long> outputs = list(words, at, result == null ? 0 : outputCount(function, result));
            at += outputs.size();
            long condition = result != null && hasCondition(function, result) ? words.get(at++) : NO_CONDITION;
            long functionId = RmiCommand.FIRST_FUNCTION_ID + function;
            int origin = (int) (header >>> ORIGIN_SHIFT);
            calls.add(new RmiCallRecord(
                    new Moment(instructions, ordinal),
                    functionId,
                    RmiCommand.of(functionId),
                    arguments,
                    result,
                    outputs,
                    origin >>> HostCallSites.BITS & PE_MASK,
                    sites.returnAddresses(origin & SITE_MASK),
                    condition == NO_CONDITION ? null : (Integer) (int) condition));
        }
        return calls;
    }

    private static List<Long> list(LongList words, int at, int count) {
        List<Long> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(words.get(at + i));
        }
        return values;
    }
}
