package org.realmscope.a64.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoding diagram: which bits of a word are fixed and what the others are called.
 *
 * <p>A diagram is text, most significant bit first, tokens separated by blanks:
 * <ul>
 * <li>{@code 100010}: fixed bits; {@code x} is a bit without meaning, encoded as 0;
 * <li>{@code (11111)}: "should be" bits: ignored by the decoder, encoded as written;
 * <li>{@code sf}: a field of one bit; {@code imm12:12}: a field of twelve; {@code opc=01}: a field with a fixed value;
 * <li>after a semicolon, constraints: {@code opc!=11}, {@code imm6!=1xxxxx}, {@code Rd==11111}.
 * </ul>
 */
public final class Pattern {
    private final String diagram;
    private final int mask;
    private final int value;
    private final int ignored;
    private final List<Field> fields;
    private final List<Constraint> constraints;

    private Pattern(String diagram, int[] maskValueIgnored, List<Field> fields, List<Constraint> constraints) {
        this.diagram = diagram;
        this.mask = maskValueIgnored[0];
        this.value = maskValueIgnored[1];
        this.ignored = maskValueIgnored[2];
        this.fields = List.copyOf(fields);
        this.constraints = List.copyOf(constraints);
    }

    /**
     * Reads a diagram.
     *
     * @throws IllegalArgumentException if it does not describe exactly 32 bits, or a constraint names no field
     */
    public static Pattern of(String diagram) {
        int semicolon = diagram.indexOf(';');
        String bits = semicolon < 0 ? diagram : diagram.substring(0, semicolon);
        int[] maskValueIgnored = new int[3];
        List<Field> fields = new ArrayList<>();
        int lsb = Integer.SIZE;
        for (String token : bits.strip().split("\\s+")) {
            lsb = readToken(token, lsb, maskValueIgnored, fields, diagram);
        }
        if (lsb != 0) {
            throw new IllegalArgumentException("diagram has " + (Integer.SIZE - lsb) + " bits: " + diagram);
        }
        Pattern plain = new Pattern(diagram, maskValueIgnored, fields, List.of());
        return semicolon < 0 ? plain : plain.where(diagram.substring(semicolon + 1));
    }

    private static int readToken(String token, int lsb, int[] maskValueIgnored, List<Field> fields, String diagram) {
        char first = token.charAt(0);
        if (first == '0' || first == '1' || first == 'x') {
            return readBits(token, lsb, maskValueIgnored, false, diagram);
        }
        if (first == '(') {
            return readBits(token.substring(1, token.length() - 1), lsb, maskValueIgnored, true, diagram);
        }
        int equals = token.indexOf('=');
        if (equals > 0) {
            int next = readBits(token.substring(equals + 1), lsb, maskValueIgnored, false, diagram);
            fields.add(new Field(token.substring(0, equals), next, lsb - next));
            return next;
        }
        if (!Character.isLetter(first)) {
            throw new IllegalArgumentException("bad token '" + token + "' in diagram: " + diagram);
        }
        int colon = token.indexOf(':');
        int width = colon < 0 ? 1 : Integer.parseInt(token.substring(colon + 1));
        fields.add(new Field(colon < 0 ? token : token.substring(0, colon), lsb - width, width));
        return lsb - width;
    }

    private static int readBits(String bits, int msbPlusOne, int[] maskValueIgnored, boolean ignored, String diagram) {
        int bit = msbPlusOne;
        for (int i = 0; i < bits.length(); i++) {
            char c = bits.charAt(i);
            bit--;
            int one = 1 << bit;
            switch (c) {
                case '0', '1' -> {
                    maskValueIgnored[ignored ? 2 : 0] |= one;
                    maskValueIgnored[1] |= c == '1' ? one : 0;
                }
                case 'x' -> maskValueIgnored[2] |= one;
                default -> throw new IllegalArgumentException("bad bit '" + c + "' in diagram: " + diagram);
            }
        }
        return bit;
    }

    /**
     * This diagram with further constraints. An equality fixes the bits, so that the assembler can fill them in.
     *
     * @param conditions as after the semicolon of a diagram, separated by commas or blanks
     */
    public Pattern where(String conditions) {
        int[] maskValueIgnored = {mask, value, ignored};
        List<Constraint> all = new ArrayList<>(constraints);
        for (String condition : conditions.strip().split("[,\\s]+")) {
            if (condition.isEmpty()) {
                continue;
            }
            boolean equal = condition.contains("==");
            String[] sides = condition.split(equal ? "==" : "!=", 2);
            if (sides.length != 2) {
                throw new IllegalArgumentException("bad constraint '" + condition + "' for " + diagram);
            }
            Constraint constraint = constraint(field(sides[0]), sides[1], equal);
            if (equal) {
                maskValueIgnored[0] |= constraint.mask();
                maskValueIgnored[1] = maskValueIgnored[1] & ~constraint.mask() | constraint.value();
            } else {
                all.add(constraint);
            }
        }
        return new Pattern(diagram, maskValueIgnored, fields, all);
    }

    private Constraint constraint(Field field, String bits, boolean equal) {
        if (bits.length() != field.width()) {
            throw new IllegalArgumentException("'" + bits + "' is not as wide as " + field + " in " + diagram);
        }
        int[] maskValueIgnored = new int[3];
        readBits(bits, field.lsb() + field.width(), maskValueIgnored, false, diagram);
        return new Constraint(maskValueIgnored[0], maskValueIgnored[1], equal);
    }

    /** Bits that are the same in every word of this pattern. */
    public int mask() {
        return mask;
    }

    /** The fixed bits, and for ignored bits the value that an assembler gives them. */
    public int value() {
        return value;
    }

    /** Bits that the decoder ignores. */
    public int ignored() {
        return ignored & ~mask;
    }

    /** Whether a word has the fixed bits and meets the constraints. */
    public boolean matches(int word) {
        if (((word ^ value) & mask) != 0) {
            return false;
        }
        for (Constraint constraint : constraints) {
            if (!constraint.holds(word)) {
                return false;
            }
        }
        return true;
    }

    /** The fields in diagram order. */
    public List<Field> fields() {
        return fields;
    }

    /** The field of that name, if the diagram has one. */
    public Optional<Field> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if the diagram has none
     */
    public Field field(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no field " + name + " in " + diagram));
    }

    @Override
    public String toString() {
        return diagram;
    }
}
