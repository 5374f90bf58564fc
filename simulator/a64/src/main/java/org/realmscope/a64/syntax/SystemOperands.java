package org.realmscope.a64.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * Operands of MRS, MSR and SYS: {@code <mrs:o0.op1.CRn.CRm.op2>} and {@code <msr:...>} (a system register by name, or
 * as {@code s3_0_c1_c0_0}), {@code <creg:CRm>} (a number written as {@code C7}).
 */
final class SystemOperands {
    private static final Pattern GENERIC = Pattern.compile("s([23])_([0-7])_c(\\d+)_c(\\d+)_([0-7])");
    private static final Pattern CONTROL_NUMBER = Pattern.compile("c(\\d{1,2})");
    /** The one encoding that has a name for reading and another for writing. */
    private static final String RECEIVE = "dbgdtrrx_el0";

    private static final String TRANSMIT = "dbgdtrtx_el0";

    private SystemOperands() {}

    static Optional<Operand> resolve(String kind, String argument, org.realmscope.a64.encoding.Pattern pattern) {
        return switch (kind) {
            case "mrs", "msr" ->
                Optional.of(new Register(FieldExpression.of(argument, false, pattern), kind.equals("msr")));
            case "creg" -> Optional.of(new ControlNumber(FieldExpression.of(argument, false, pattern)));
            default -> Optional.empty();
        };
    }

    private record Register(FieldExpression fields, boolean written) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            int encoding = (int) fields.value(word);
            SystemRegister register = SystemRegister.of(encoding);
            if (register == null || register == SystemRegister.ID_RESERVED) {
                out.append('s').append(2 + (encoding >>> 14)).append('_').append(encoding >>> 11 & 7);
                out.append("_c").append(encoding >>> 7 & 0xf).append("_c").append(encoding >>> 3 & 0xf);
                out.append('_').append(encoding & 7);
            } else {
                out.append(name(register));
            }
        }

        private String name(SystemRegister register) {
            String name = register.name().toLowerCase(Locale.ROOT);
            return written && name.equals(RECEIVE) ? TRANSMIT : name;
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            String name = text.word();
            int encoding = encoding(name);
            if (encoding < 0) {
                text.position(position);
                return text.fail("expected a system register such as sctlr_el1 or s3_0_c1_c0_0");
            }
            return fields.set(word, encoding);
        }

        private int encoding(String name) {
            Matcher generic = GENERIC.matcher(name);
            if (generic.matches()) {
                List<Integer> parts = new ArrayList<>();
                for (int group = 1; group <= generic.groupCount(); group++) {
                    parts.add(Integer.parseInt(generic.group(group)));
                }
                boolean exists = parts.get(2) < 16 && parts.get(3) < 16;
                return exists
                        ? SystemRegister.encoding(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4))
                        : -1;
            }
            for (SystemRegister register : SystemRegister.values()) {
                if (name(register).equals(name)) {
                    return register.encoding();
                }
            }
            return -1;
        }
    }

    private record ControlNumber(FieldExpression fields) implements Operand {

        @Override
        public void print(int word, long address, StringBuilder out) {
            out.append('C').append(fields.value(word));
        }

        @Override
        public boolean parse(Cursor text, WordBuilder word) {
            int position = text.position();
            Matcher number = CONTROL_NUMBER.matcher(text.word());
            if (number.matches() && fields.set(word, Integer.parseInt(number.group(1)))) {
                return true;
            }
            text.position(position);
            return text.fail("expected C0 to C15");
        }
    }
}
