package org.realmscope.scenario.lang;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.realmscope.platform.UserError;
import org.realmscope.scenario.lang.build.ScenarioBuilder;
import org.realmscope.scenario.lang.build.SourceText;
import org.realmscope.scenario.lang.conversion.Nesting;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.validation.CausesOnly;
import org.realmscope.scenario.model.Position;

/** Reads scenarios. One reader reads any number of them; making the first one of a JVM takes most of the time. */
public final class ScenarioReader {
    /** Some editors begin a text of UTF-8 with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Injector injector;

    public ScenarioReader() {
        this.injector = new ScenarioStandaloneSetup().createInjectorAndDoEMFRegistration();
    }

    /**
     * Reads a file.
     *
     * @throws UserError if it cannot be read
     */
    public ScenarioReading read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE, file + ": is a directory; a scenario (*.rme) is expected");
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new UserError(
                    UserError.Code.FILE_UNREADABLE, file + ": there is no such file; a scenario (*.rme) is expected");
        } catch (IOException unreadable) {
            throw new UserError(UserError.Code.FILE_UNREADABLE, file + ": cannot be read: " + reason(unreadable));
        }
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        boolean isText =
                !StandardCharsets.UTF_8.newDecoder().decode(input, output, true).isError();
        String text = output.flip().toString();
        if (!isText) {
            return new ScenarioReading.Refused(List.of(new ScenarioError(
                    position(text, text.length(), file.toString()),
                    ProblemCode.SYNTAX,
                    "byte 0x%02x is not UTF-8, in which scenarios are written".formatted(bytes[input.position()]))));
        }
        Path parent = file.toAbsolutePath().getParent();
        return read(
                text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text,
                file.toString(),
                parent == null ? file.toAbsolutePath() : parent);
    }

    /**
     * Reads a text.
     *
     * @param file the name for positions
     * @param directory to which the files that the scenario names are relative
     */
    public ScenarioReading read(String text, String file, Path directory) {
        OptionalInt tooDeep = Nesting.tooDeep(text);
        if (tooDeep.isPresent()) {
            return new ScenarioReading.Refused(List.of(new ScenarioError(
                    position(text, tooDeep.getAsInt(), file),
                    ProblemCode.SYNTAX,
                    "braces are nested more than " + Nesting.MOST + " deep")));
        }
        XtextResourceSet resources = injector.getInstance(XtextResourceSet.class);
        URI uri = URI.createFileURI(
                directory.toAbsolutePath().resolve("scenario.rme").toString());
        XtextResource resource = (XtextResource) resources.createResource(uri);
        try {
            resource.load(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    Map.of(XtextResource.OPTION_ENCODING, StandardCharsets.UTF_8.name()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        List<Issue> issues = injector.getInstance(IResourceValidator.class)
                .validate(resource, CheckMode.ALL, CancelIndicator.NullImpl);
        List<ScenarioError> errors = withSeverity(Severity.ERROR, issues, file);
        if (!errors.isEmpty()) {
            return new ScenarioReading.Refused(errors);
        }
        Document document = (Document) resource.getContents().getFirst();
        return new ScenarioReading.Done(
                new ScenarioBuilder(document, new SourceText(file), directory).build(),
                withSeverity(Severity.WARNING, issues, file));
    }

    private static List<ScenarioError> withSeverity(Severity severity, List<Issue> issues, String file) {
        return issues.stream()
                .filter(issue -> issue.getSeverity() == severity)
                .map(issue -> new ScenarioError(position(issue, file), CausesOnly.code(issue), issue.getMessage()))
                .toList();
    }

    private static Position position(String text, int offset, String file) {
        int lineStart = text.lastIndexOf('\n', offset) + 1;
        long line = text.substring(0, lineStart).lines().count() + 1;
        return new Position(file, (int) line, offset - lineStart + 1);
    }

    /** The position of an issue; the beginning of the text for one that has none. */
    private static Position position(Issue issue, String file) {
        Integer line = issue.getLineNumber();
        Integer column = issue.getColumn();
        return new Position(file, line == null ? 1 : line, column == null ? 1 : column);
    }

    private static String reason(IOException exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : message;
    }
}
