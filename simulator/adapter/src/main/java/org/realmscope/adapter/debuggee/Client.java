package org.realmscope.adapter.debuggee;

import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.InvalidatedAreas;
import org.eclipse.lsp4j.debug.InvalidatedEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;
import org.jspecify.annotations.Nullable;
import org.realmscope.protocol.RealmscopeClient;

/** The client that is served, and what it said of itself. */
public final class Client {
    private static final RealmscopeClient NOBODY = new RealmscopeClient() {};

    private volatile RealmscopeClient events = NOBODY;
    private volatile InitializeRequestArguments features = new InitializeRequestArguments();

    /** The client can be reached. */
    public void connect(RealmscopeClient client) {
        events = client;
    }

    /** The client is gone. */
    public void disconnect() {
        events = NOBODY;
    }

    /** The client has said what it can do. */
    public void introduce(InitializeRequestArguments arguments) {
        features = arguments;
    }

    /** Sends events. */
    public RealmscopeClient events() {
        return events;
    }

    /** Whether it shows progress. */
    boolean showsProgress() {
        return isTrue(features.getSupportsProgressReporting());
    }

    /** Tells a client that asks again only when it is told that what it shows is of the past. */
    void invalidate() {
        if (isTrue(features.getSupportsInvalidatedEvent())) {
            InvalidatedEventArguments event = new InvalidatedEventArguments();
            event.setAreas(new String[] {InvalidatedAreas.ALL});
            events.invalidated(event);
        }
    }

    /** Whether lines are counted from 1, as here. */
    private boolean linesStartAt1() {
        return !Boolean.FALSE.equals(features.getLinesStartAt1());
    }

    /** A line, from 1, as the client counts. */
    public int toClientLine(int line) {
        return linesStartAt1() ? line : line - 1;
    }

    /** A column, from 1, as the client counts. */
    public int toClientColumn(int column) {
        return Boolean.FALSE.equals(features.getColumnsStartAt1()) ? column - 1 : column;
    }

    /** A line of the client's, from 1. */
    public int toLine(int clientLine) {
        return linesStartAt1() ? clientLine : clientLine + 1;
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    // --- output

    /** What the software on the machine writes to its console. */
    void uart(String text) {
        output(OutputEventArgumentsCategory.STDOUT, text);
    }

    /** A complaint of the host on the machine. */
    void warning(String text) {
        output(OutputEventArgumentsCategory.STDERR, text + "\n");
    }

    /** Something that the adapter has to say. */
    public void say(String text) {
        output(OutputEventArgumentsCategory.CONSOLE, text + "\n");
    }

    /** Something that the user must see. */
    public void alert(String text) {
        output(OutputEventArgumentsCategory.IMPORTANT, text + "\n");
    }

    /** Details of a mistake of the adapter's own. */
    public void trace(String text) {
        output(OutputEventArgumentsCategory.STDERR, text);
    }

    private void output(String category, String text) {
        OutputEventArguments event = new OutputEventArguments();
        event.setCategory(category);
        event.setOutput(text);
        events.output(event);
    }
}
