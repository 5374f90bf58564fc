package org.realmscope.platform.sysreg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table against lists that were made without it. */
class SystemRegisterEncodingTest {
    /**
     * Registers of features that the platform lacks, and list registers and active priorities that it has too few bits
     * for.
     */
    private static final Pattern ABSENT =
            Pattern.compile("zcr_el\\d+|smcr_el\\d+|svcr|ich_lr([4-9]|1\\d)_el2|ich_ap[01]r[123]_el2");

    @Test
    void encodingsAreThoseOfTheAssembler() throws IOException {
        Map<String, Integer> expected = encodings();
        List<String> different = new ArrayList<>();
        for (SystemRegister register : SystemRegister.values()) {
            Integer encoding = expected.get(register.name().toLowerCase(Locale.ROOT));
            if (register != SystemRegister.ID_RESERVED && (encoding == null || encoding != register.encoding())) {
                different.add(register.name());
            }
        }
        assertEquals(List.of(), different);
    }

    @Test
    void everyRegisterIsFoundByItsEncoding() {
        for (SystemRegister register : SystemRegister.values()) {
            assertEquals(register, SystemRegister.of(register.encoding()));
        }
    }

    @Test
    void registersOfTheReferenceRmmExistIfTheirFeatureDoes() throws IOException {
        List<String> names = Arrays.stream(SystemRegister.values())
                .map(register -> register.name().toLowerCase(Locale.ROOT))
                .toList();
        List<String> wrong = lines("rmm-registers.txt").stream()
                .filter(name -> names.contains(name) == ABSENT.matcher(name).matches())
                .toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void reservedIdentificationEncodingsExistAndOthersDoNot() {
        assertEquals(SystemRegister.ID_RESERVED, SystemRegister.of(SystemRegister.encoding(3, 0, 0, 4, 2)));
        assertEquals(SystemRegister.ID_AA64PFR0_EL1, SystemRegister.of(SystemRegister.encoding(3, 0, 0, 4, 0)));
        assertEquals(null, SystemRegister.of(SystemRegister.encoding(3, 0, 1, 2, 0)));
        assertEquals(null, SystemRegister.of(SystemRegister.encoding(3, 0, 0, 0, 3)));
    }

    @Test
    void systemInstructionsAreFoundByTheirEncoding() {
        for (SystemInstruction instruction : SystemInstruction.values()) {
            assertEquals(instruction, SystemInstruction.of(instruction.encoding()));
        }
    }

    private static Map<String, Integer> encodings() throws IOException {
        Map<String, Integer> encodings = new TreeMap<>();
        for (String line : lines("encodings.txt")) {
            String[] words = line.split(" ");
            int[] fields =
                    Arrays.stream(words, 0, 5).mapToInt(Integer::parseInt).toArray();
            int encoding = (fields[0] - 2) << 14 | fields[1] << 11 | fields[2] << 7 | fields[3] << 3 | fields[4];
            encodings.put(words[5], encoding);
        }
        assertTrue(encodings.size() > 1000);
        return encodings;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = SystemRegisterEncodingTest.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
