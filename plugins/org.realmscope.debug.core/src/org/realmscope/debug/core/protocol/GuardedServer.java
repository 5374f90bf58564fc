package org.realmscope.debug.core.protocol;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.realmscope.protocol.RealmscopeServer;

/**
 * Stands before the server's proxy: its futures are guarded, and fail when the connection ends, since the protocol's
 * library leaves requests unanswered that are on their way then.
 */
final class GuardedServer implements InvocationHandler {
    private final RealmscopeServer server;
    private final UiThread uiThread;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Throwable end;

    GuardedServer(RealmscopeServer server, UiThread uiThread) {
        this.server = server;
        this.uiThread = uiThread;
    }

    /** The server as others see it. */
    RealmscopeServer proxy() {
        return (RealmscopeServer) Proxy.newProxyInstance(
                RealmscopeServer.class.getClassLoader(), new Class<?>[] {RealmscopeServer.class}, this);
    }

    /** Every request that has no answer yet fails, and so does every further one. */
    void end() {
        ConnectionLostException reason = new ConnectionLostException(null);
        end = reason;
        for (CompletableFuture<?> each : List.copyOf(pending)) {
            each.completeExceptionally(reason);
        }
    }

    @Override
    public @Nullable Object invoke(@Nullable Object proxy, @Nullable Method called, Object @Nullable [] arguments)
            throws Throwable {
        Method method = Objects.requireNonNull(called);
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "debug adapter";
            };
        }
        try {
            return guarded(method.invoke(server, arguments));
        } catch (InvocationTargetException e) {
            // The connection is cut already: the request fails as it would if that happened a moment later.
            if (e.getTargetException() instanceof JsonRpcException cut
                    && method.getReturnType() == CompletableFuture.class) {
                return guarded(CompletableFuture.failedFuture(cut));
            }
            throw e.getTargetException();
        }
    }

    /** What cannot be written fails as what is not answered. */
    private static Throwable reason(Throwable failure) {
        return failure instanceof JsonRpcException cut && cut.getCause() instanceof IOException
                ? new ConnectionLostException(failure)
                : failure;
    }

    private @Nullable Object guarded(@Nullable Object answer) {
        if (!(answer instanceof CompletableFuture<?> future)) {
            return answer;
        }
        return guarded(future);
    }

    private <T> CompletableFuture<T> guarded(CompletableFuture<T> future) {
        GuardedFuture<T> guarded = new GuardedFuture<>(uiThread);
        pending.add(guarded);
        future.whenComplete((answer, failure) -> {
            if (failure == null) {
                guarded.complete(answer);
            } else {
                guarded.completeExceptionally(reason(failure));
            }
        });
        guarded.whenComplete((answer, failure) -> {
            pending.remove(guarded);
            if (guarded.isCancelled()) {
                future.cancel(true);
            }
        });
        Throwable reason = end;
        if (reason != null) {
            guarded.completeExceptionally(reason);
        }
        return guarded;
    }
}
