package org.realmscope.scenario.report;

import java.io.IOException;
import java.util.List;
import org.realmscope.scenario.run.ExpectationResult;
import org.realmscope.scenario.run.ScenarioResult;

/**
 * The expectations as JUnit XML, as CI systems read it: a test suite for each scenario, a test case for each
 * expectation, and one more for a run that did not come to its end.
 */
public final class JunitReport {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_BEFORE_SURROGATES = 0xd7ff;
    private static final int FIRST_AFTER_SURROGATES = 0xe000;
    private static final int LAST_IN_FIRST_PLANE = 0xfffd;

    private final Appendable out;

    private JunitReport(Appendable out) {
        this.out = out;
    }

    /** Writes the expectations of some runs. */
    public static void write(List<ScenarioResult> results, Appendable out) throws IOException {
        new JunitReport(out).suites(results);
    }

    private void suites(List<ScenarioResult> results) throws IOException {
        long tests = results.stream().mapToLong(JunitReport::tests).sum();
        long failures = results.stream().mapToLong(JunitReport::failures).sum();
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites tests=\"%d\" failures=\"%d\" errors=\"0\">\n".formatted(tests, failures));
        for (ScenarioResult result : results) {
            suite(result);
        }
        out.append("</testsuites>\n");
    }

    private static long tests(ScenarioResult result) {
        return (long) result.expectations().size() + (result.end().isComplete() ? 0 : 1);
    }

    private static long failures(ScenarioResult result) {
        return result.expectations().stream().filter(e -> !e.met()).count()
                + (result.end().isComplete() ? 0 : 1);
    }

    private void suite(ScenarioResult result) throws IOException {
        String file = result.scenario().file();
        out.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n"
                .formatted(escaped(result.scenario().title()), tests(result), failures(result)));
        out.append("    <properties>\n      <property name=\"seed\" value=\"%d\"/>\n    </properties>\n"
                .formatted(result.seed()));
        if (!result.end().isComplete()) {
            testCase("the run comes to its end", file, 1, result.endText());
        }
        for (ExpectationResult expectation : result.expectations()) {
            testCase(
                    expectation.text(),
                    file,
                    expectation.position().line(),
                    expectation.met() ? "" : "actual: " + expectation.actual());
        }
        out.append("  </testsuite>\n");
    }

    private void testCase(String name, String file, int line, String failure) throws IOException {
        out.append("    <testcase name=\"%s\" classname=\"%s\" file=\"%s\" line=\"%d\""
                .formatted(escaped(name), escaped(file), escaped(file), line));
        if (failure.isEmpty()) {
            out.append("/>\n");
            return;
        }
        out.append(">\n      <failure message=\"%s\" type=\"expectation\">%s</failure>\n    </testcase>\n"
                .formatted(escaped(failure), escaped(file + ":" + line + ": " + name + ": " + failure)));
    }

    /** Text for attributes and elements; what XML 1.0 has no characters for becomes a question mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t', '\r' -> escaped.append(' ');
                default -> escaped.appendCodePoint(isAllowed(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= FIRST_PRINTABLE && c <= LAST_BEFORE_SURROGATES
                || c >= FIRST_AFTER_SURROGATES && c <= LAST_IN_FIRST_PLANE
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
