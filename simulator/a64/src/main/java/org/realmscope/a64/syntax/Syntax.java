package org.realmscope.a64.syntax;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.a64.encoding.Pattern;

/**
 * The template of one instruction's text: literal characters, operands in angle brackets (see {@link Operands}) and
 * groups in braces that are left out when all operands inside have their default, as in {@code add <Rd>, <Rn>, <Rm>{,
 * <shift> #<dec:imm6>}}.
 */
public final class Syntax {

    private sealed interface Element {}

    private record Literal(String text) implements Element {}

    private record Reference(Operand operand) implements Element {}

    private record Group(List<Element> elements) implements Element {}

    private final String template;
    private final List<Element> elements;

    private Syntax(String template, List<Element> elements) {
        this.template = template;
        this.elements = elements;
    }

    /**
     * Reads a template whose operands refer to fields of {@code pattern}.
     *
     * @throws IllegalArgumentException if an operand kind is unknown or names a field that the pattern lacks
     */
    public static Syntax of(String template, Pattern pattern) {
        int[] position = {0};
        List<Element> elements = readElements(template, position, pattern);
        if (position[0] != template.length()) {
            throw new IllegalArgumentException("unbalanced brace in template: " + template);
        }
        return new Syntax(template, elements);
    }

    private static List<Element> readElements(String template, int[] position, Pattern pattern) {
        List<Element> elements = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (position[0] < template.length() && template.charAt(position[0]) != '}') {
            char c = template.charAt(position[0]++);
            if (c == '\\') {
                literal.append(template.charAt(position[0]++));
                continue;
            }
            if (c != '<' && c != '{') {
                literal.append(c);
                continue;
            }
            flush(literal, elements);
            if (c == '<') {
                int end = template.indexOf('>', position[0]);
                elements.add(new Reference(Operands.resolve(template.substring(position[0], end), pattern)));
                position[0] = end + 1;
            } else {
                elements.add(new Group(readElements(template, position, pattern)));
                position[0]++;
            }
        }
        flush(literal, elements);
        return List.copyOf(elements);
    }

    private static void flush(StringBuilder literal, List<Element> elements) {
        if (!literal.isEmpty()) {
            elements.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /**
     * What the text must begin with to be tried against this template: the mnemonic up to its first blank, or up to and
     * with a dot that a variable part follows ({@code b.}).
     */
    public String mnemonic() {
        int end = 0;
        while (end < template.length() && " <{".indexOf(template.charAt(end)) < 0) {
            end++;
        }
        return template.substring(0, end);
    }

    /** Appends the text of a word. */
    public void print(int word, long address, StringBuilder out) {
        print(elements, word, address, out);
    }

    private static void print(List<Element> elements, int word, long address, StringBuilder out) {
        for (Element element : elements) {
            switch (element) {
                case Literal literal -> out.append(literal.text());
                case Reference reference -> reference.operand().print(word, address, out);
                case Group group -> {
                    if (!isDefault(group, word)) {
                        print(group.elements(), word, address, out);
                    }
                }
            }
        }
    }

    private static boolean isDefault(Group group, int word) {
        for (Element element : group.elements()) {
            if (element instanceof Reference reference && !reference.operand().isDefault(word)) {
                return false;
            }
            if (element instanceof Group inner && !isDefault(inner, word)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a whole instruction; false if the text does not follow the template to its end. */
    public boolean parse(Cursor text, WordBuilder word) {
        if (!parse(elements, text, word)) {
            return false;
        }
        return text.atEnd() || text.fail("unexpected text after the operands");
    }

    private static boolean parse(List<Element> elements, Cursor text, WordBuilder word) {
        for (Element element : elements) {
            boolean accepted = switch (element) {
                case Literal literal -> text.accept(literal.text());
                case Reference reference -> reference.operand().parse(text, word);
                case Group group -> parseGroup(group, text, word);
            };
            if (!accepted) {
                return false;
            }
        }
        return true;
    }

    private static boolean parseGroup(Group group, Cursor text, WordBuilder word) {
        int position = text.position();
        long saved = word.save();
        if (parse(group.elements(), text, word)) {
            return true;
        }
        text.position(position);
        word.restore(saved);
        return setDefaults(group, word);
    }

    private static boolean setDefaults(Group group, WordBuilder word) {
        for (Element element : group.elements()) {
            if (element instanceof Reference reference && !reference.operand().setDefault(word)) {
                return false;
            }
            if (element instanceof Group inner && !setDefaults(inner, word)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return template;
    }
}
