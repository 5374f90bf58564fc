package org.realmscope.debug.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation has a section for each cause, and every link leads to a section. */
class ExplainDocumentTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SECTION = Pattern.compile("(?m)^#{2,3} (.+)$");
    private static final Pattern CAUSE = Pattern.compile("(?m)^### ([A-Z_]+)$");
    private static final Pattern SOURCE = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    @Test
    void causesAreDocumentedInTheirOrder() throws IOException {
        List<String> documented = CAUSE.matcher(read("docs/explain.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertEquals(Arrays.stream(Cause.values()).map(Cause::name).toList(), documented);
    }

    @Test
    void sourcesOfEvidenceAreDocumented() throws IOException {
        List<String> documented = SOURCE.matcher(read("docs/explain.md"))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertEquals(
                Arrays.stream(Evidence.Source.values())
                        .map(Evidence.Source::text)
                        .toList(),
                documented);
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void linksLeadToSections(Cause cause) throws IOException {
        for (String reference : References.of(cause)) {
            int hash = reference.indexOf('#');
            if (hash < 0) {
                assertTrue(reference.startsWith("DEN0137 "), reference);
                continue;
            }
            List<String> anchors = SECTION.matcher(read(reference.substring(0, hash)))
                    .results()
                    .map(match -> match.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                    .collect(Collectors.toList());
            assertTrue(anchors.contains(reference.substring(hash + 1)), reference + " is none of " + anchors);
        }
    }

    /** What does not rest on what functions of the built-in host do. */
    private static final Set<Cause> OF_ANY_HOST = EnumSet.of(
            Cause.SUCCEEDED,
            Cause.RIPAS_EMPTY,
            Cause.IPA_OUTSIDE_SPACE,
            Cause.FETCH_FROM_UNPROTECTED,
            Cause.NOT_RESOLVED);

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whatTheHostDecidesLinksToWhereItsFunctionsDiffer(Cause cause) {
        boolean isOfCall = cause.compareTo(Cause.MISALIGNED) >= 0;
        boolean isLinked = References.of(cause).stream().anyMatch(link -> link.startsWith("docs/fidelity.md#"));

        assertEquals(!isOfCall && !OF_ANY_HOST.contains(cause), isLinked);
    }
}
