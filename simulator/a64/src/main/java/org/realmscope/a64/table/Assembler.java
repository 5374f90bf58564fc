package org.realmscope.a64.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.realmscope.a64.encoding.Pattern;
import org.realmscope.a64.syntax.Cursor;
import org.realmscope.a64.syntax.Labels;
import org.realmscope.a64.syntax.Syntax;
import org.realmscope.a64.syntax.WordBuilder;

/** Encodes instructions from the text that {@link Disassembler} writes, and from the usual variations of it. */
public final class Assembler {

    /** A spelling, and for which words it is the preferred one. */
    private record Form(Instruction instruction, Pattern pattern, Syntax syntax, IntPredicate preferred) {}

    private final Map<String, List<Form>> formsByMnemonic = new TreeMap<>();

    /** An assembler of the table's instructions. */
    public Assembler(InstructionTable table) {
        for (Instruction instruction : table.instructions()) {
            for (Alias alias : instruction.aliases()) {
                add(new Form(instruction, alias.pattern(), alias.syntax(), alias::isPreferred));
            }
            add(new Form(instruction, instruction.pattern(), instruction.syntax(), word -> true));
        }
    }

    private void add(Form form) {
        formsByMnemonic
                .computeIfAbsent(form.syntax().mnemonic(), mnemonic -> new ArrayList<>())
                .add(form);
    }

    /**
     * Encodes one instruction. Where several encodings fit the text, one that would be written like that wins.
     *
     * @param text    mnemonic and operands, without label or comment
     * @param address where the instruction will be
     * @param labels  names that operands may use for addresses
     */
    public Assembled assemble(String text, long address, Labels labels) {
        String stripped = text.strip();
        String mnemonic = mnemonic(stripped);
        List<Form> forms = formsByMnemonic.get(mnemonic);
        if (forms == null) {
            forms = formsByMnemonic.getOrDefault(mnemonic.substring(0, mnemonic.indexOf('.') + 1), List.of());
        }
        if (forms.isEmpty()) {
            return new Assembled.Rejected(0, "unknown mnemonic '" + mnemonic + "'");
        }
        Cursor cursor = new Cursor(stripped);
        OptionalInt accepted = OptionalInt.empty();
        for (Form form : forms) {
            cursor.position(0);
            WordBuilder builder = new WordBuilder(form.pattern(), address, labels);
            if (!form.syntax().parse(cursor, builder)) {
                continue;
            }
            int word = builder.word();
            if (!form.pattern().matches(word) || !form.instruction().matches(word)) {
                cursor.fail("these operands have no encoding");
            } else if (form.preferred().test(word)) {
                return new Assembled.Word(word);
            } else if (accepted.isEmpty()) {
                accepted = OptionalInt.of(word);
            }
        }
        return accepted.isPresent()
                ? new Assembled.Word(accepted.getAsInt())
                : new Assembled.Rejected(cursor.failurePosition(), cursor.failure());
    }

    private static String mnemonic(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
