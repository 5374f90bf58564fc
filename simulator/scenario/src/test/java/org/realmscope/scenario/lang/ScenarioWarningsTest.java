package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is possible, and yet hardly meant: the scenario is read, and the reader says so. */
class ScenarioWarningsTest {
    private static final String CONTEXT =
            "host { behaviour today } realm r { slot file 1 GiB size 2 MiB backing guest_memfd ";
    private static final ScenarioReader READER = new ScenarioReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        slot a 0 .. 1 MiB vcpu v { store 1 to 0x2000 }                        | 8  | store 1 to 0x2000
        slot a 0 .. 1 MiB backing thp vcpu v { load 0x2000 }                  | 27 | load 0x2000
        slot a 0 .. 1 MiB vcpu v { for p in 0 .. 64 KiB { load shared p fetch p } } | 8  | fetch p
        slot a 0 .. 2 MiB backing hugetlb vcpu v { atomic add 1 to 1 MiB }    | 27 | atomic add 1 to 1 MiB
        """)
    void protectedFaultOfTodayNeedsAGuestMemfd(String realm, int column, String step) {
        String text = CONTEXT + realm + " }";
        ScenarioError warning = warnings(text).getFirst();
        assertEquals(ProblemCode.REFUSED_BY_HOST, warning.code());
        assertEquals(
                "with 'behaviour today' protected memory comes from a guest_memfd or not at all: '" + step
                        + "' ends with " + (step.startsWith("fetch") ? "-ENXIO" : "-EINVAL")
                        + "; write 'backing guest_memfd' in slot 'a'",
                warning.message());
        assertEquals(CONTEXT.length() + column, warning.position().column());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realm r { slot a 0 .. 1 MiB vcpu v { store 1 to 0x2000 } }",
                "host { behaviour today } realm r { slot a 0 .. 1 MiB vcpu v { store 1 to shared 0x2000 } }",
                "host { behaviour today } realm r { slot a 0 .. 1 MiB backing guest_memfd vcpu v { load 0x2000 } }",
                "host { behaviour today } realm r { slot a 0 .. 1 MiB populate 0x2000 words 1 vcpu v { load 0x2000 } }",
                "host { behaviour today } realm r { slot a 0 .. 1 MiB vcpu v { get_ripas 0x2000 } }",
                "host { behaviour today } realm r { slot a 0 .. 1 MiB vcpu v { load 0x2000 expect stuck } }"
            })
    void otherFaultsAreTakenAsMeant(String text) {
        assertEquals(List.of(), warnings(text));
    }

    @Test
    void stepsBehindAnEndlessLoopAreNotReached() {
        ScenarioError warning = warnings("realm r { slot a 0 .. 1 MiB vcpu v { repeat forever { wfi } wfe } }")
                .getFirst();
        assertEquals("t.rme:1:61: no vCPU gets here: 'repeat forever' never ends [NOT_HERE]", warning.toString());
    }

    private static List<ScenarioError> warnings(String text) {
        return switch (READER.read(text, "t.rme", Path.of("."))) {
            case ScenarioReading.Done done -> done.warnings();
            case ScenarioReading.Refused refused -> fail(refused.errors().toString());
        };
    }
}
