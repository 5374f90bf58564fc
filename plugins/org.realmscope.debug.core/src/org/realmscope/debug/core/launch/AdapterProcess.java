package org.realmscope.debug.core.launch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.RealmDebug;
import org.realmscope.debug.core.model.ModelEvent;
import org.realmscope.debug.core.model.OutputCategory;
import org.realmscope.debug.core.model.Session;

/** The adapter in the Debug view, with a console: what it says of the run, and what its JVM complains about. */
public final class AdapterProcess extends PlatformObject implements IProcess, IStreamsProxy {
    private final ILaunch launch;
    private final Session session;
    private final String label;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();

    AdapterProcess(Session session, String label) {
        this.session = session;
        this.label = label;
        launch = session.launch();
        attributes.put(IProcess.ATTR_PROCESS_TYPE, RealmDebug.MODEL);
    }

    /** Shows the process. */
    void show() {
        launch.addProcess(this);
        ModelEvent.CREATED.fire(this);
        session.ended().thenAccept(code -> ModelEvent.TERMINATED.fire(this));
    }

    /** The session; its output has streams beyond those of the console. */
    public Session session() {
        return session;
    }

    @Override
    public String getLabel() {
        return label;
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IStreamsProxy getStreamsProxy() {
        return this;
    }

    @Override
    public IStreamMonitor getOutputStreamMonitor() {
        return session.output().of(OutputCategory.ADAPTER);
    }

    @Override
    public IStreamMonitor getErrorStreamMonitor() {
        return session.output().errors();
    }

    @Override
    public void write(String input) {
        // Nobody reads there: the adapter's standard input is the protocol.
    }

    @Override
    public void setAttribute(String key, @Nullable String value) {
        if (value == null) {
            attributes.remove(key);
        } else {
            attributes.put(key, value);
        }
        ModelEvent.STATE_CHANGED.fire(this);
    }

    @Override
    public @Nullable String getAttribute(String key) {
        return attributes.get(key);
    }

    @Override
    public int getExitValue() throws DebugException {
        Integer code = session.ended().getNow(null);
        if (code == null) {
            throw new DebugException(
                    RealmDebug.error(DebugException.TARGET_REQUEST_FAILED, "The debug adapter has not ended", null));
        }
        return code;
    }

    @Override
    public boolean canTerminate() {
        return !isTerminated();
    }

    @Override
    public boolean isTerminated() {
        return session.ended().isDone();
    }

    @Override
    public void terminate() {
        session.terminate();
    }

    @Override
    public <T> T getAdapter(Class<T> adapter) {
        if (adapter == IProcess.class) {
            return adapter.cast(this);
        }
        return adapter == ILaunch.class ? adapter.cast(launch) : super.getAdapter(adapter);
    }
}
