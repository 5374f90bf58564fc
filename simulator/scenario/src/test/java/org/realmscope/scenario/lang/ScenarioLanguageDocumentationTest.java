package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.model.HostSwitch;

/** Every example of {@code docs/scenario-language.md} is read, and every statement is in it. */
class ScenarioLanguageDocumentationTest {
    private static final Path DOCUMENTATION = Path.of("../../docs/scenario-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("```rme ?(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final ScenarioReader READER = new ScenarioReader();
    private static final String REALM =
            "realm realm0 { slot ram 0 .. 128 MiB  slot extra 0x4000_0000 size 1 MiB  vcpu vcpu0 { }  vcpu vcpu1 { %s"
                    + " } }";

    @Test
    void everyExampleIsRead(@TempDir Path directory) throws IOException {
        for (String file : List.of("rmm.img", "host.elf", "guest.elf", "content.bin")) {
            Files.writeString(directory.resolve(file), "content");
        }
        List<String> errors = new ArrayList<>();
        for (MatchResult example : examples()) {
            String text = document(example.group(1), example.group(2));
            if (READER.read(text, "example.rme", directory) instanceof ScenarioReading.Refused refused) {
                errors.add(refused.errors() + " in\n" + text);
            }
        }
        assertEquals(List.of(), errors);
    }

    @Test
    void everyStatementHasAnExample() throws IOException {
        StringBuilder all = new StringBuilder();
        examples().forEach(example -> all.append(example.group(2)));
        List<String> lacking = Arrays.stream(Forms.values())
                .map(Forms::word)
                .filter(word ->
                        !Pattern.compile("\\b" + word + "\\b").matcher(all).find())
                .toList();
        assertEquals(List.of(), lacking);
    }

    @Test
    void everySwitchAndCodeIsExplained() throws IOException {
        String text = Files.readString(DOCUMENTATION);
        for (HostSwitch hostSwitch : HostSwitch.values()) {
            assertTrue(text.contains("`" + hostSwitch.text() + "`"), hostSwitch.text());
            hostSwitch.valueNames().forEach(value -> assertTrue(text.contains("`" + value + "`"), value));
        }
        for (ProblemCode code : ProblemCode.values()) {
            assertTrue(text.contains("`" + code + "`"), code.name());
        }
    }

    private static List<MatchResult> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENTATION)).results().toList();
    }

    private static String document(String kind, String text) {
        String realm = REALM.formatted("");
        return switch (kind) {
            case "" -> text;
            case "sections" -> text + realm;
            case "realm" ->
                text.contains("slot ") ? "realm r {\n" + text + "}" : "realm r { slot a 0 .. 128 MiB\n" + text + "}";
            case "steps" -> REALM.formatted("\n" + text);
            case "rules" -> realm + " vmm {\n" + text + "}";
            case "actions" -> realm + " vmm { at start {\n" + text + "} }";
            case "expectations" -> realm + " expect {\n" + text + "}";
            default -> fail("an example is of a kind that the test does not know: " + kind);
        };
    }
}
