package org.realmscope.editor.language;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IExecutableExtensionFactory;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.Bundle;
import org.realmscope.server.ServerCommand;
import org.realmscope.server.ServerKind;
import org.realmscope.server.ServerProcess;

/**
 * The language server for LSP4E where that is installed. LSP4E is not needed, not even by the compiler, so that its
 * interface {@code StreamConnectionProvider} is implemented when it is asked for.
 */
public final class Lsp4eConnection implements IExecutableExtensionFactory {
    private static final String INTERFACE = "org.eclipse.lsp4e.server.StreamConnectionProvider";

    @Override
    public Object create() throws CoreException {
        Bundle lsp4e = Platform.getBundle("org.eclipse.lsp4e");
        if (lsp4e == null) {
            throw new CoreException(Status.error("LSP4E is not installed"));
        }
        try {
            return over(lsp4e.loadClass(INTERFACE));
        } catch (ClassNotFoundException e) {
            throw new CoreException(Status.error("This version of LSP4E has no " + INTERFACE, e));
        }
    }

    /** Implements an interface that has the methods of {@code StreamConnectionProvider}. */
    public static Object over(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Streams());
    }

    private static final class Streams implements InvocationHandler {
        private @Nullable ServerProcess process;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            ServerProcess current = process;
            return switch (method.getName()) {
                case "start" -> {
                    start();
                    yield null;
                }
                case "stop" -> {
                    if (current != null) {
                        current.stop();
                    }
                    yield null;
                }
                case "getInputStream" -> current == null ? null : current.output();
                case "getOutputStream" -> current == null ? null : current.input();
                case "getErrorStream" -> new ByteArrayInputStream(new byte[0]);
                case "toString" -> "Realmscope language server";
                case "hashCode" -> hashCode();
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
            };
        }

        private void start() throws IOException {
            process = ServerProcess.start(
                    ServerCommand.of(ServerKind.LANGUAGE_SERVER),
                    text -> ILog.of(Lsp4eConnection.class).info(text));
        }
    }
}
