package org.realmscope.debug.ui.editor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.jdt.annotation.Nullable;
import org.realmscope.debug.core.model.RealmElement;

/**
 * What CDT's C editor asks the debug context for: values below the mouse, and to run to a line. CDT is not needed: the
 * types are its API, but known by name only, and are there when somebody asks for them. It is asked for those only
 * that plugin.xml names.
 */
public final class CEditorAdapters implements IAdapterFactory {
    private static final String HOVER = "ICEditorTextHover";
    private static final String RUN_TO_LINE = "IRunToLine";

    @Override
    public <T> T getAdapter(Object adaptable, Class<T> type) {
        InvocationHandler handler =
                adaptable instanceof RealmElement element ? handler(element, type.getSimpleName()) : null;
        return type.cast(
                handler == null ? null : Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable InvocationHandler handler(RealmElement element, String type) {
        return switch (type) {
            case HOVER -> hover(new ValueHover());
            case RUN_TO_LINE -> runToLine(element);
            default -> null;
        };
    }

    /** Everything but {@code setEditor} is the platform's. */
    private static InvocationHandler hover(ValueHover hover) {
        return (proxy, method, arguments) ->
                method.getDeclaringClass().isInstance(hover) ? invoke(method, hover, arguments) : null;
    }

    /** {@code canRunToLine} and {@code runToLine}, of a file of the workspace or a path, and a line from 1. */
    private static InvocationHandler runToLine(RealmElement element) {
        return (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return invoke(method, element, arguments);
            }
            String path = arguments[0] instanceof IFile file && file.getLocation() != null
                    ? file.getLocation().toOSString()
                    : String.valueOf(arguments[0]);
            if (method.getName().equals("canRunToLine")) {
                return RunToLine.canRun(element);
            }
            RunToLine.run(element, path, (Integer) arguments[1]);
            return null;
        };
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    @Override
    public Class<?>[] getAdapterList() {
        return new Class<?>[0];
    }
}
