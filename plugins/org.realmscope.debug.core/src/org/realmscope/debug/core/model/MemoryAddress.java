package org.realmscope.debug.core.model;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.debug.core.DebugException;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;

/**
 * An address of any address space, as people write it: {@code EL1R:0x1000}, {@code ipa(realm0):0x20_0000},
 * {@code pa(root):0x4000}.
 *
 * @param space in front of the colon
 * @param offset in bytes, 0 to 2^64 - 1
 */
public record MemoryAddress(String space, BigInteger offset) {
    private static final Pattern SYNTAX = Pattern.compile(
            "\\s*(?:moment\\(\\d+\\)\\s+)?(\\w+(?:\\([^()]*\\))?)\\s*:\\s*0[xX]([0-9a-fA-F][0-9a-fA-F_]*)\\s*");
    private static final int HEXADECIMAL = 16;
    private static final int BITS = 64;

    /**
     * Reads what was written, or what the adapter says; null if it names no address space and number. A moment in front
     * of it is passed over: it is that of the target whose memory is meant.
     */
    public static @Nullable MemoryAddress parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        BigInteger offset = new BigInteger(matcher.group(2).replace("_", ""), HEXADECIMAL);
        return offset.bitLength() > BITS ? null : new MemoryAddress(matcher.group(1), offset);
    }

    /**
     * Reads what was written.
     *
     * @throws DebugException if it is no address
     */
    public static MemoryAddress of(String text) throws DebugException {
        MemoryAddress address = parse(text);
        if (address == null) {
            throw new DebugException(RealmDebug.error(
                    DebugException.REQUEST_FAILED,
                    "'" + text + "' is no address; EL1R:0x1000, EL2N:0x1000, ipa(realm0):0x1000 and pa(ns):0x1000 are",
                    null));
        }
        return address;
    }

    /** Another address of the same space. */
    public MemoryAddress at(BigInteger other) {
        return new MemoryAddress(space, other);
    }

    @Override
    public String toString() {
        return space + ":0x" + offset.toString(HEXADECIMAL);
    }
}
