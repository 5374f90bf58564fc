package org.realmscope.adapter.debuggee;

import java.util.OptionalLong;
import org.eclipse.lsp4j.debug.ValueFormat;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.BaseType;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueFormatter;
import org.realmscope.debug.dwarf.ValueLocation;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SymbolScopes;

/** Values as texts. */
public final class ValueText {
    private final Numbers numbers;
    private final ValueFormatter formatter;

    /** How integers are written. */
    public enum Numbers {
        /** As C writes them. */
        DECIMAL,
        HEXADECIMAL,
        /**
         * Hexadecimal where they have no sign and are the result of a computation: those are mostly addresses and
         * registers.
         */
        COMPUTED;

        /**
         * What a client asks for.
         *
         * @param absent if it does not
         */
        public static Numbers of(@Nullable ValueFormat format, Numbers absent) {
            return format != null && Boolean.TRUE.equals(format.getHex()) ? HEXADECIMAL : absent;
        }
    }

    /** @param space of the addresses that are named */
    ValueText(SymbolScopes symbols, Inspection view, AddressSpace space, Numbers numbers) {
        ScopedSymbols scoped = new ScopedSymbols(symbols, view);
        this.numbers = numbers;
        this.formatter = new ValueFormatter(va -> {
            ProgramImage image = scoped.imageAt(space, va);
            return image == null ? null : image.loaded().nameOf(va);
        });
    }

    /** A value in one line. */
    public String of(Value value) {
        boolean isHexadecimal = value.type().stripped() instanceof BaseType base
                && switch (numbers) {
                    case DECIMAL -> false;
                    case HEXADECIMAL -> base.encoding() != BaseType.Encoding.BOOLEAN;
                    case COMPUTED ->
                        base.encoding() == BaseType.Encoding.UNSIGNED
                                && value.location() instanceof ValueLocation.Implicit;
                };
        OptionalLong number = isHexadecimal ? value.number() : OptionalLong.empty();
        if (number.isEmpty()) {
            return formatter.format(value);
        }
        long bits = 8 * value.type().size();
        long mask = bits >= Long.SIZE ? -1 : (1L << bits) - 1;
        return "0x" + Long.toHexString(number.getAsLong() & mask);
    }
}
