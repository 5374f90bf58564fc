package org.realmscope.adapter.debuggee;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.ValueFormat;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.dwarf.NumberStyle;
import org.realmscope.debug.dwarf.Value;
import org.realmscope.debug.dwarf.ValueFormatter;
import org.realmscope.debug.inspect.AddressSpace;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.symbols.ProgramImage;
import org.realmscope.debug.symbols.ScopedSymbols;
import org.realmscope.debug.symbols.SymbolScopes;

/** Values as texts. */
public final class ValueText {
    private static final Pattern LAST_NAME = Pattern.compile("(\\w+)(\\[[^\\]]*])*$");

    private final ValueFormatter formatter;

    /** @param space of the addresses that are named */
    ValueText(SymbolScopes symbols, Inspection view, AddressSpace space, NumberStyle numbers) {
        ScopedSymbols scoped = new ScopedSymbols(symbols, view);
        this.formatter = new ValueFormatter(
                va -> {
                    ProgramImage image = scoped.imageAt(space, va);
                    return image == null ? null : image.loaded().nameOf(va);
                },
                numbers);
    }

    /** What a client asks for: by type if it does not say. */
    public static NumberStyle numbers(@Nullable ValueFormat format) {
        Boolean hex = format == null ? null : format.getHex();
        return hex == null ? NumberStyle.BY_TYPE : hex ? NumberStyle.HEXADECIMAL : NumberStyle.DECIMAL;
    }

    /**
     * A value in one line.
     *
     * @param expression that it is the value of
     */
    public String of(Value value, String expression) {
        Matcher last = LAST_NAME.matcher(expression);
        return formatter.format(value, last.find() ? last.group(1) : "");
    }
}
