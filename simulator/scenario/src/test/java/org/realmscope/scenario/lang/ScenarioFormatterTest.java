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
