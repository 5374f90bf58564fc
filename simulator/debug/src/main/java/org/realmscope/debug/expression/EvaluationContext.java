package org.realmscope.debug.expression;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.FrameContext;
import org.realmscope.debug.dwarf.MemoryReader;
import org.realmscope.debug.dwarf.Type;
import org.realmscope.debug.dwarf.Value;

/**
 * What names in an expression stand for. A name is looked for among the fields of the event, then variables, then
 * constants, then symbols. Nothing that is asked here changes anything.
 */
public interface EvaluationContext {
    /** The frame whose memory addresses without a prefix belong to. */
    FrameContext frame();

    /** A variable of the innermost scope that has the name, or one at file level; null if there is none. */
    default @Nullable Value variable(String name) {
        return null;
    }

    /** A field of the call or another event that is being looked at; null if it has none of the name. */
    default @Nullable Quantity eventField(String name) {
        return null;
    }

    /** Why a name that has no value has none, for the end of a sentence that begins with the name. */
    default String problem(String name) {
        return "is not known here";
    }

    /** A sentence about what names an event has, for where a name is not known; may be empty. */
    default String hint() {
        return "";
    }

    /** A number of 64 bits. */
    record Quantity(long value, boolean isSigned) {}

    /** A constant by name, such as an enumerator or a status of the specification; empty if there is none. */
    default OptionalLong constant(String name) {
        return OptionalLong.empty();
    }

    /** Address of a function or another symbol; empty if there is none. */
    default OptionalLong symbol(String name) {
        return OptionalLong.empty();
    }

    /**
     * A register.
     *
     * @param name as written behind {@code $}, such as {@code x0} or {@code ESR_EL2}
     * @return empty if there is none, or its value is not known
     */
    default OptionalLong register(String name) {
        return OptionalLong.empty();
    }

    /** A type by its name in C, such as {@code struct kvm} or {@code u64}; null if there is none. */
    default @Nullable Type type(String name) {
        return null;
    }

    /**
     * The memory of an address space.
     *
     * @param space as written before the colon, such as {@code EL2N} or {@code ipa(realm0)}
     * @return null if there is no such space now
     */
    default @Nullable MemoryReader memory(String space) {
        return null;
    }
}
