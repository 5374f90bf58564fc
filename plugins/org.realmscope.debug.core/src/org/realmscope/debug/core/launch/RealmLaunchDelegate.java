package org.realmscope.debug.core.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.realmscope.debug.core.model.AdapterLink;
import org.realmscope.debug.core.model.Session;
import org.realmscope.debug.core.protocol.ProtocolJoin;
import org.realmscope.debug.core.protocol.UiThreads;
import org.realmscope.server.ServerCommand;
import org.realmscope.server.ServerKind;
import org.realmscope.server.ServerProcess;

/** Launches a scenario in an adapter of its own, or attaches to an adapter that runs. */
public final class RealmLaunchDelegate extends LaunchConfigurationDelegate {
    private static final int STEPS = 4;

    @Override
    public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, "Starting the debug adapter", STEPS);
        LaunchArguments arguments = new LaunchArguments(configuration);
        boolean isDebug = mode.equals(ILaunchManager.DEBUG_MODE);
        if (arguments.isAttach()) {
            String where = arguments.host() + ":" + arguments.port();
            AdapterLink link = new SocketLink(arguments.host(), arguments.port());
            Session session = new Session(launch, "Realm machine at " + where, link, UiThreads.contributed());
            begin(session, "Debug adapter at " + where, session::attach, isDebug, progress);
        } else {
            Path scenario = arguments.scenario();
            Map<String, Object> asked = arguments.launch(!isDebug);
            // The process complains from its first moment on, and there is no session yet.
            AtomicReference<Session> listener = new AtomicReference<>();
            StringBuilder early = new StringBuilder();
            ServerProcess process = start(configuration, text -> complain(listener, early, text));
            Session session = new Session(
                    launch,
                    "Realm machine: " + scenario.getFileName(),
                    new ProcessLink(process),
                    UiThreads.contributed());
            synchronized (early) {
                listener.set(session);
                session.output().errors().append(early.toString());
            }
            ScenarioProblems.clear(scenario);
            try {
                begin(
                        session,
                        "Debug adapter, process " + process.pid(),
                        () -> session.launch(asked),
                        isDebug,
                        progress);
            } catch (CoreException e) {
                ScenarioProblems.mark(scenario, e.getStatus().getMessage());
                throw e;
            }
        }
    }

    /** In which errors are looked for before the launch, after the build of the whole workspace. */
    @Override
    protected IProject[] getProjectsForProblemSearch(ILaunchConfiguration configuration, String mode)
            throws CoreException {
        return BuildProblems.projects(configuration).toArray(IProject[]::new);
    }

    @Override
    protected boolean isLaunchProblem(IMarker problem) {
        return BuildProblems.isOfBuild(problem);
    }

    private static void complain(AtomicReference<Session> listener, StringBuilder early, String text) {
        synchronized (early) {
            Session session = listener.get();
            if (session == null) {
                early.append(text);
            } else {
                session.output().errors().append(text);
            }
        }
    }

    private static ServerProcess start(ILaunchConfiguration configuration, Consumer<String> errors)
            throws CoreException {
        String jvm = VariablesPlugin.getDefault()
                .getStringVariableManager()
                .performStringSubstitution(configuration.getAttribute(LaunchAttribute.JVM_ARGUMENTS, ""));
        ServerCommand command = new ServerCommand(
                ServerKind.DEBUG_ADAPTER,
                List.of(),
                List.of(DebugPlugin.parseArguments(jvm)),
                configuration.getAttribute(ILaunchManager.ATTR_ENVIRONMENT_VARIABLES, Map.of()),
                null);
        try {
            return ServerProcess.start(command, errors);
        } catch (IOException e) {
            throw LaunchArguments.problem("The debug adapter cannot be started: " + e.getMessage(), e);
        }
    }

    /** What asks for a machine. */
    @FunctionalInterface
    private interface Ask {
        CompletableFuture<?> machine();
    }

    private static void begin(Session session, String label, Ask ask, boolean isDebug, SubMonitor progress)
            throws CoreException {
        AdapterProcess process = new AdapterProcess(session, label);
        // Cancelled, refused or gone: in each case nothing is left behind.
        boolean isBegun = false;
        try {
            session.join().join(session.greet(), progress.split(1));
            progress.subTask("Reading the scenario");
            session.join().join(ask.machine(), progress.split(1));
            process.show();
            if (isDebug) {
                session.show();
            }
            progress.subTask("Setting breakpoints");
            session.join().join(session.configure(isDebug), progress.split(1));
            isBegun = true;
        } catch (DebugException e) {
            if (!session.isLeaving()) {
                throw LaunchArguments.problem(
                        problem(session, label, e, progress) + session.output().lastErrors(), e);
            }
        } finally {
            if (!isBegun) {
                session.abandon();
            }
        }
    }

    /** Why a session has not begun: what the adapter says, or how it ended before it said anything. */
    private static String problem(Session session, String label, DebugException failure, SubMonitor progress)
            throws DebugException {
        if (!ProtocolJoin.isLost(failure.getStatus().getException())) {
            return failure.getStatus().getMessage();
        }
        int code = session.join().join(session.ended(), progress);
        return session.isRemote()
                ? label + " has closed the connection without an answer; something else may be there"
                : "The debug adapter has ended before the machine was there, with exit code " + code;
    }
}
