package org.realmscope.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.progress.IWorkbenchSiteProgressService;
import org.eclipse.ui.statushandlers.StatusManager;
import org.osgi.framework.FrameworkUtil;
import org.realmscope.debug.core.state.RealmState;
import org.realmscope.debug.core.state.RealmStateListener.Change;
import org.realmscope.protocol.ExplainArguments;
import org.realmscope.server.ClassArchives;
import org.realmscope.ui.rows.Requests;
import org.realmscope.ui.rows.TreeRows.Since;

/**
 * A view of a realm's state: follows the debug context or is pinned, can be opened more than once, says what to do
 * while there is no session, and keeps what it shows until there is something newer.
 */
public abstract class RealmView extends ViewPart {
    /** Milliseconds after which people are told that something takes time; before, telling them would flicker. */
    private static final int PATIENCE = 400;
    /** Milliseconds for which views that are out of sight let those in sight go first. */
    private static final int COURTESY = 150;

    private static final String RUNS = "The machine runs.";

    private final StackLayout stack = new StackLayout();
    private @Nullable StateFollower follower;
    private @Nullable ViewCommands commands;
    private @Nullable Composite book;
    private @Nullable UiSteps steps;
    private @Nullable EmptyState empty;
    private @Nullable Composite content;
    private @Nullable Label status;
    private @Nullable CompletableFuture<?> reading;
    private final Set<CompletableFuture<?>> unfinished = ConcurrentHashMap.newKeySet();
    private final List<Runnable> refreshListeners = new ArrayList<>();
    private @Nullable IMemento saved;
    private boolean outOfDate;
    /** The state that was read last; null if none was since there was one to follow. */
    private @Nullable RealmState latest;
    /** Where the machine stood when it was read last. */
    private String present = "";

    @Override
    public final void init(@Nullable IViewSite site, @Nullable IMemento memento) throws PartInitException {
        super.init(site, memento);
        saved = memento;
    }

    @Override
    public final void saveState(@Nullable IMemento memento) {
        // A view of which nothing was seen yet has what was saved of it before.
        if (memento != null && status != null) {
            save(memento);
        }
    }

    @Override
    public final void createPartControl(@Nullable Composite parent) {
        Composite stacked = new Composite(Objects.requireNonNull(parent), SWT.NONE);
        stacked.setLayout(stack);
        book = stacked;
        steps = new UiSteps(stacked);
        EmptyState nothing = new EmptyState(stacked, purpose());
        empty = nothing;
        Composite frame = new Composite(stacked, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        frame.setLayout(layout);
        content = frame;
        stack.topControl = nothing.control();

        ViewCommands own = new ViewCommands(getViewSite());
        commands = own;
        StateFollower following = new StateFollower(getSite().getWorkbenchWindow(), new Following());
        follower = following;
        own.addSwitch(ViewCommand.PIN, false, this::pin);
        own.add(ViewCommand.OPEN_SECOND, this::openSecond, () -> true);
        own.add(ViewCommand.REFRESH, () -> reload(Since.SAME), this::hasState);
        own.addGlobal(ActionFactory.REFRESH, ViewCommand.REFRESH);
        own.add(ViewCommand.COMPARE, this::compareWith, this::hasState);
        createContent(frame);
        own.toolBar(null, ViewCommand.PIN, ViewCommand.OPEN_SECOND);
        own.viewMenu(ViewCommand.COMPARE, null, ViewCommand.REFRESH);
        Label line = new Label(frame, SWT.NONE);
        GridData place = new GridData(SWT.FILL, SWT.BOTTOM, true, false);
        place.horizontalIndent = 6;
        place.exclude = true;
        line.setLayoutData(place);
        status = line;
        IMemento before = saved;
        if (before != null) {
            restore(before);
        }
        own.update();
        following.start();
        // Who has such a view open is about to launch.
        ClassArchives.ofInstallation().ifPresent(ClassArchives::prepare);
    }

    @Override
    public void dispose() {
        StateFollower following = follower;
        if (following != null) {
            following.dispose();
        }
        if (status != null) {
            cancel();
        }
        // Nothing reaches the user interface of a view that is gone, where it would complete.
        List.copyOf(unfinished).forEach(each -> each.cancel(true));
        super.dispose();
    }

    @Override
    public final void setFocus() {
        EmptyState nothing = empty;
        if (nothing != null && stack.topControl == nothing.control()) {
            nothing.setFocus();
        } else {
            mainControl().setFocus();
        }
    }

    /** What a session is started for, as it goes on after "Start a Realm Debug session". */
    protected abstract String purpose();

    /** Makes the controls, for a frame with a grid layout of one column, and adds commands. */
    protected abstract void createContent(Composite frame);

    /** Writes down what people have set, for when the workbench is started again. */
    protected abstract void save(IMemento memento);

    /** Takes up what {@link #save} wrote, before there is a state. */
    protected abstract void restore(IMemento memento);

    /** The control that gets the focus. */
    protected abstract Control mainControl();

    /**
     * Reads everything of a state that can be read; keeps what is shown until it is there.
     *
     * @return completes on the UI thread when it is shown, or was given up
     */
    protected abstract CompletableFuture<?> show(RealmState state, Since since);

    /** Gives up what is being read. */
    protected abstract void cancel();

    /**
     * More has been recorded of a machine that runs.
     *
     * @param state of that machine
     */
    protected void recorded(RealmState state) {
        // Most views show what the machine holds, not what it did.
    }

    /** There is no session any more: gives up what is under way, and shows nothing. */
    protected abstract void clear();

    /** Shows what differs between what is shown and another moment: the present, or one that is asked for. */
    protected void compareWith() {
        RealmState state = stateNow();
        if (state.isLive()) {
            new ViewLinks(this).open(ComparisonTarget.VIEW, view -> {
                // It has what is open to choose from, and says how to open more.
            });
        } else {
            new ViewLinks(this).compare(state, state.session().live());
        }
    }

    /** The commands of the view. */
    protected final ViewCommands commands() {
        return Objects.requireNonNull(commands);
    }

    /** The state that is shown; null if there is none. */
    public final @Nullable RealmState state() {
        StateFollower following = follower;
        return following == null ? null : following.state();
    }

    /** The state that is shown, where there has to be one. */
    protected final RealmState stateNow() {
        return Objects.requireNonNull(state(), "commands that need a state are disabled without one");
    }

    /** Whether there is a state that can be read. */
    protected final boolean isReadable() {
        RealmState state = state();
        return state != null && state.isSuspended() && !state.hasEnded();
    }

    /** Whether there is a state. */
    protected final boolean hasState() {
        return state() != null;
    }

    /** Shows another state than the debug context's, and stays there. */
    public final void pinTo(RealmState state) {
        Objects.requireNonNull(follower).pinTo(state);
        commands().action(ViewCommand.PIN).setChecked(true);
    }

    /** Reads everything anew, if there is something to read. */
    protected final void reload(Since since) {
        RealmState state = state();
        if (state != null && state.isSuspended()) {
            outOfDate = false;
            describe(state);
            Since last = state == latest ? since : sinceLatest(state);
            latest = state;
            present = state.isLive() ? state.moment() : present;
            await(show(state, last));
        } else {
            outOfDate = true;
        }
    }

    /** What the rows of a state are to those of the one that was read last. */
    private Since sinceLatest(RealmState state) {
        RealmState before = latest;
        if (before == null || before.session() != state.session()) {
            present = "";
            return Since.OTHER;
        }
        if (!state.isLive()) {
            return Since.MOMENT;
        }
        return state.moment().equals(present) ? Since.BACK : Since.LATER;
    }

    /** Has {@code listener} run whenever everything has been read anew and is shown. */
    public final void onRefreshed(Runnable listener) {
        refreshListeners.add(listener);
    }

    /** Shows that something is being read, if it takes long, and lets people give it up. */
    protected final void await(CompletableFuture<?> started) {
        reading = started;
        if (!started.isDone()) {
            unfinished.add(started);
            Reading job = new Reading("Reading for " + getTitle(), started, () -> ui().execute(() -> giveUp(started)));
            IWorkbenchSiteProgressService progress = getSite().getService(IWorkbenchSiteProgressService.class);
            progress.schedule(job, PATIENCE);
            started.whenComplete((answer, failure) -> {
                unfinished.remove(started);
                // Otherwise it ends by itself, and is not to give up what is read by then.
                if (job.getState() != Job.RUNNING) {
                    job.cancel();
                }
            });
        }
        started.whenCompleteAsync(
                (answer, failure) -> {
                    if (reading == started && failure == null) {
                        refreshListeners.forEach(Runnable::run);
                    }
                },
                ui());
    }

    private void giveUp(CompletableFuture<?> started) {
        if (reading == started && !started.isDone()) {
            cancel();
            say("What is shown is not up to date: reading was cancelled.");
        }
    }

    /** Runs what it is given on the UI thread, unless the view is gone by then; see {@link UiSteps}. */
    protected final Executor ui() {
        return Objects.requireNonNull(steps);
    }

    /** Says something below what is shown, until there is something else to say. */
    protected final void say(String text) {
        Label line = status;
        if (line != null && !line.isDisposed() && !line.getText().equals(text)) {
            line.setText(text.replace("&", "&&"));
            line.setVisible(!text.isEmpty());
            if (line.getLayoutData() instanceof GridData place) {
                place.exclude = text.isEmpty();
            }
            line.getParent().layout();
        }
    }

    /** Says what went wrong, unless it was given up. */
    protected final void fail(Throwable failure) {
        if (Requests.isCancelled(failure)) {
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        say(String.valueOf(cause.getMessage()));
    }

    /** What completes on the UI thread when {@code what} does, after saying what went wrong if something did. */
    protected final CompletableFuture<Boolean> telling(CompletableFuture<?> what) {
        return what.handleAsync(
                (answer, failure) -> {
                    if (failure != null) {
                        fail(failure);
                    }
                    return Boolean.valueOf(failure == null);
                },
                ui());
    }

    /** Shows what the adapter says about why something happened, under {@code title}. */
    protected final void explain(String title, ExplainArguments what) {
        say("");
        telling(stateNow()
                .server()
                .explain(what)
                .thenAcceptAsync(
                        explanation -> new ExplanationDialog(getSite().getShell(), title, explanation).open(), ui()));
    }

    /** What the user chose for this kind of view. */
    protected final IDialogSettings settings() {
        IDialogSettings all = PlatformUI.getDialogSettingsProvider(FrameworkUtil.getBundle(RealmView.class))
                .getDialogSettings();
        return DialogSettings.getOrCreateSection(
                Objects.requireNonNull(all), getViewSite().getId());
    }

    private void pin(boolean on) {
        Objects.requireNonNull(follower).setPinned(on);
        RealmState state = state();
        if (state != null) {
            describe(state);
        }
    }

    private void openSecond() {
        String secondary = "copy" + getSite().getPage().getViewReferences().length;
        try {
            getSite().getPage().showView(getViewSite().getId(), secondary, IWorkbenchPage.VIEW_ACTIVATE);
        } catch (PartInitException failure) {
            StatusManager.getManager().handle(failure.getStatus(), StatusManager.SHOW);
        }
    }

    private void describe(RealmState state) {
        boolean pinned = Objects.requireNonNull(follower).isPinned();
        setContentDescription(pinned ? "Pinned to " + state.label() : state.isLive() ? "" : state.label());
    }

    private void showPage(Control page) {
        if (stack.topControl != page) {
            stack.topControl = page;
            Objects.requireNonNull(book).layout();
        }
    }

    private final class Following implements StateFollower.Listener {
        private int stops;

        @Override
        public void stateSelected(@Nullable RealmState state) {
            commands()
                    .action(ViewCommand.PIN)
                    .setChecked(Objects.requireNonNull(follower).isPinned());
            if (state == null) {
                latest = null;
                clear();
                setContentDescription("");
                showPage(Objects.requireNonNull(empty).control());
            } else {
                showPage(Objects.requireNonNull(content));
                describe(state);
                say(state.isSuspended() ? "" : RUNS);
                reload(Since.OTHER);
            }
            commands().update();
        }

        /** Says that the machine runs if it goes on doing so: a step is over before anybody could read it. */
        private void runs(RealmState state) {
            Objects.requireNonNull(book).getDisplay().timerExec(PATIENCE, () -> {
                if (!Objects.requireNonNull(book).isDisposed() && state == state() && !state.isSuspended()) {
                    say(RUNS);
                }
            });
        }

        /** Reads the machine anew, after the views that are in sight if this one is not. */
        private void stopped(RealmState state) {
            int stop = ++stops;
            Runnable read = () -> {
                if (state == state() && stop == stops) {
                    say("");
                    reload(Since.STOP);
                }
            };
            if (getSite().getPage().isPartVisible(RealmView.this)) {
                Objects.requireNonNull(steps).run(read);
            } else {
                Objects.requireNonNull(book)
                        .getDisplay()
                        .timerExec(COURTESY, () -> Objects.requireNonNull(steps).run(read));
            }
        }

        @Override
        public void stateChanged(RealmState state, Change change) {
            switch (change) {
                case STOPPED -> stopped(state);
                case CONTENT -> reload(outOfDate ? Since.STOP : Since.SAME);
                case RESUMED -> runs(state);
                case RECORDED -> recorded(state);
                default -> {
                    // When it ENDED, another state, or none, is followed.
                }
            }
            commands().update();
        }
    }
}
