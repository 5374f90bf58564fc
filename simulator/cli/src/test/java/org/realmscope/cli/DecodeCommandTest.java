package org.realmscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String line) {
        return Realmscope.createCommandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        decode 0x304                                | RMI_ERROR_RTT(3)
        decode return 0x102                         | RMI_ERROR_REALM(1)
        decode 0xc400015c                           | RMI_REC_ENTER
        decode function 0xc4000197                  | RSI_IPA_STATE_SET
        decode 0x93c48045 0x2010                    | IPA 0x201000
        decode esr 0x93c48045 0x2010 --width 33     | in the Protected half
        decode esr 0x82000007                       | Instruction Abort
        decode descriptor 0x80102003 --level 2      | The table is at 0x80102000
        decode features 0x28f44314030               | IPA width up to 48 bits
        decode exit 01                              | REC exit: IRQ
        """)
    void valueIsExplained(String line, String expected) {
        assertEquals(0, execute(line), err::toString);
        assertTrue(out.toString().contains(expected), out::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decode",
                "decode esr",
                "decode nonsense",
                "decode function 0x1",
                "decode return 0x1 0x2",
                "decode 0x304 0x1 0x2",
                "decode esr 0x1 0x2 0x3",
                "decode exit 0",
                "decode 0x304 --width 20",
                "decode descriptor 0 --level 4"
            })
    void mistakeIsOneLineAndExitCode2(String line) {
        assertEquals(2, execute(line));
        assertEquals(1, err.toString().lines().count(), err::toString);
    }
}
