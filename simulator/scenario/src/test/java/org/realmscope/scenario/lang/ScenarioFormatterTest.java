package org.realmscope.scenario.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.inject.Injector;
import com.google.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.formatting2.FormatterPreferenceKeys;
import org.eclipse.xtext.formatting2.FormatterRequest;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.formatting2.regionaccess.ITextReplacement;
import org.eclipse.xtext.formatting2.regionaccess.TextRegionAccessBuilder;
import org.eclipse.xtext.preferences.MapBasedPreferenceValues;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFormatterTest {
    private static final Injector INJECTOR = new ScenarioStandaloneSetup().createInjectorAndDoEMFRegistration();
    private static final Path EVERYTHING = Path.of("src/test/resources/org/realmscope/scenario/lang/everything.rme");

    private static final Pattern TOKEN = Pattern.compile("//[^\n]*\n|\"[^\"\n]*\"|\\s+|[^\\s\"/]+|/");
    private static final List<String> SPACES = List.of(
            " ",
            "\t  ",
            "\n",
            "\n\n",
            "\n \n\n\n",
            " // c\n",
            " // c\n\n",
            "\n\n// c\n\n\n  // d\n",
            " /* x */ ",
            "\n/* x\ny */\n\n");

    @Test
    void layoutIsOneStatementALine() throws IOException {
        assertEquals("""
            scenario "x"
            platform { pes 3  seed 1 }

            realm r {
                slot ram 0 .. 64 MiB backing anon // why
                // what it does
                vcpu v {
                    store pair 1, 2 to shared 0x1000
                    rsi RSI_VERSION(1) expect RSI_SUCCESS, 2
                    host_call 1 (1, 2)
                    for p in 0 .. 8 KiB { load p + 8  load p }
                    repeat forever { }
                }
            }
            vmm {
                at start { rmi RMI_RTT_CREATE(r.rd, 1, 2, 3) expect RMI_ERROR_RTT(2) }
            }
            """.strip(), format("""

                scenario   "x"
                platform{pes 3 seed 1}



                realm r{
                slot ram 0..64 MiB backing anon // why
                      // what it does
                vcpu v{
                store pair 1 ,2 to shared 0x1000 rsi RSI_VERSION( 1 )expect RSI_SUCCESS,2
                    host_call 1(1,2)
                    for p in 0 .. 8 KiB {load p+8 load p}
                    repeat forever {}
                } }
                vmm { at start { rmi RMI_RTT_CREATE( r . rd,1,2,3 ) expect RMI_ERROR_RTT ( 2 ) }
                }
                """).strip());
    }

    @Test
    void formattedTextStaysAsItIs() throws IOException {
        String once = format(Files.readString(EVERYTHING));
        assertEquals(once, format(once));
    }

    @Test
    void wellWrittenScenarioStaysAsItIs() throws IOException {
        String text = Files.readString(EVERYTHING);
        assertEquals(text, format(text));
    }

    @Test
    void blankLineBehindACommentStays() throws IOException {
        String text = """
            // Who may copy this.

            // The question.
            scenario "x"

            realm r { // why
                slot ram 0 .. 64 MiB // what

                vcpu v {
                    wfi // first

                    // second
                    wfi
                }
            }
            """;
        assertEquals(text, format(text));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void anyLayoutIsFormattedOnceAndForAll(long seed) throws IOException {
        String text = mangled(Files.readString(EVERYTHING), new Random(seed));
        String where = "seed " + seed + ":\n" + text;
        String formatted = format(text);
        assertEquals(withoutSpace(text), withoutSpace(formatted), where);
        assertEquals(formatted, format(formatted), where);
    }

    private static String mangled(String text, Random random) {
        StringBuilder mangled = new StringBuilder();
        TOKEN.matcher(text)
                .results()
                .map(found -> found.group())
                .forEach(token -> mangled.append(
                        token.isBlank() && random.nextInt(3) == 0 ? SPACES.get(random.nextInt(SPACES.size())) : token));
        return mangled.toString();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "realm r {", "realm r { vcpu v { store } }", "}{", "scenario \"x", "// only a comment"})
    void brokenTextIsLeftAlone(String text) throws IOException {
        assertEquals(text, format(text));
    }

    static String format(String text) throws IOException {
        XtextResource resource = (XtextResource)
                INJECTOR.getInstance(XtextResourceSet.class).createResource(URI.createURI("memory:/a.rme"));
        resource.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Map.of());
        Provider<FormatterRequest> requests = INJECTOR.getProvider(FormatterRequest.class);
        FormatterRequest request = requests.get();
        request.setAllowIdentityEdits(false);
        request.setPreferences(
                new MapBasedPreferenceValues(Map.of(FormatterPreferenceKeys.indentation.getId(), "    ")));
        request.setTextRegionAccess(INJECTOR.getInstance(TextRegionAccessBuilder.class)
                .forNodeModel(resource)
                .create());
        if (!resource.getErrors().isEmpty()) {
            return text;
        }
        List<ITextReplacement> replacements =
                INJECTOR.getInstance(IFormatter2.class).format(request);
        return request.getTextRegionAccess().getRewriter().renderToString(replacements);
    }
}
