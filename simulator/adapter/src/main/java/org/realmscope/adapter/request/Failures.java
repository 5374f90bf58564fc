package org.realmscope.adapter.request;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.debug.Message;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugResponseMessage;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;
import org.realmscope.debug.elf.MalformedFileException;
import org.realmscope.platform.UserError;

/** The one place that makes error responses of exceptions. What is our own mistake is told in full. */
public final class Failures {
    /** An issue of the protocol library: something that has to be there is not. */
    private static final Pattern ABSENT = Pattern.compile("must return a non-null value\\. Path: \\$\\.(\\S+)");

    private final Consumer<String> report;

    /** @param report takes the stack traces of the adapter's own mistakes */
    public Failures(Consumer<String> report) {
        this.report = report;
    }

    /** The body of an error response. */
    public record Body(Message error) {}

    /**
     * A failure in words.
     *
     * @param message what is wrong, for people
     */
    public record Described(ErrorCode code, String message) {}

    /** The same consumer, to which error responses come in full, those of the protocol library included. */
    public MessageConsumer inFull(MessageConsumer consumer) {
        return message -> {
            if (message instanceof ResponseMessage response) {
                ResponseError error = response.getError();
                if (message instanceof DebugResponseMessage debug && debug.getMethod() == null) {
                    // The response to a request that names no command; the protocol wants one.
                    debug.setMethod("");
                }
                if (error != null && !(error.getData() instanceof Body)) {
                    response.setError(response(refused(error)));
                }
            }
            consumer.consume(message);
        };
    }

    /** The error response of a request that failed. */
    public ResponseError response(Throwable failure) {
        return response(describe(failure));
    }

    private static ResponseError response(Described described) {
        ErrorCode code = described.code();
        Message message = new Message();
        message.setId(code.number());
        // Braces would be taken for variables.
        message.setFormat("{text}");
        message.setVariables(Map.of("text", described.message()));
        message.setShowUser(code.showUser());
        ResponseError error = new ResponseError();
        error.setCode(code.number());
        error.setMessage(described.message());
        error.setData(new Body(message));
        return error;
    }

    /** What a failure is; our own mistakes are reported. */
    public Described describe(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> describe(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> describe(wrapper.getCause());
            case UserError error -> new Described(ErrorCode.of(error.code()), text(error));
            case MalformedFileException damaged ->
                new Described(ErrorCode.of(UserError.Code.ELF_INVALID), text(damaged));
            case RequestError error -> new Described(error.code(), text(error));
            case CancellationException cancelled -> new Described(ErrorCode.CANCELLED, "the request was cancelled");
            case UnsupportedOperationException missing ->
                new Described(ErrorCode.NOT_SUPPORTED, "the adapter does not support this request");
            case ResponseErrorException refused -> refused(refused.getResponseError());
            default -> internal(failure);
        };
    }

    /** What the protocol library answers itself. */
    private static Described refused(ResponseError error) {
        if (error.getCode() == ResponseErrorCode.MethodNotFound.getValue()) {
            return new Described(ErrorCode.NOT_SUPPORTED, error.getMessage());
        }
        if (error.getCode() == ResponseErrorCode.RequestCancelled.getValue()) {
            return new Described(ErrorCode.CANCELLED, "the request was cancelled");
        }
        String text = error.getData() instanceof List<?> issues
                ? issues.stream().map(Failures::issue).distinct().collect(Collectors.joining("; "))
                : issue(error.getMessage(), error.getData());
        return new Described(ErrorCode.PROTOCOL, text);
    }

    private static String issue(Object issue) {
        return issue instanceof MessageIssue described
                ? issue(described.getText(), described.getCause())
                : String.valueOf(issue);
    }

    /** What is wrong with a message in the words of the protocol, not of the classes that it is read into. */
    private static String issue(String text, @Nullable Object cause) {
        Matcher absent = ABSENT.matcher(text);
        if (absent.find()) {
            return "'%s' is missing"
                    .formatted(absent.group(1).replace("params", "arguments").replace("method", "command"));
        }
        return cause instanceof Exception exception && exception.getMessage() != null
                ? "the message cannot be read: "
                        + exception.getMessage().lines().findFirst().orElse("").replaceFirst("^[\\w.]+Exception: ", "")
                : text;
    }

    private Described internal(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        report.accept(trace.toString());
        return new Described(
                ErrorCode.INTERNAL,
                "an error of the debug adapter itself: " + failure + "; the debug console has the details");
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
