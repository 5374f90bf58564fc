package org.realmscope.debug.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.VariablesArguments;

/** Registers that belong together. */
public final class RealmRegisterGroup extends RealmElement implements IRegisterGroup {
    private static final String PREFIX = "Registers: ";

    private final RealmFrame frame;
    private final Container container;
    private final String name;
    /** Guarded by this; null until somebody asks. */
    private @Nullable CompletableFuture<List<RealmRegister>> registers;

    RealmRegisterGroup(RealmFrame frame, Scope scope) {
        super(frame.target());
        this.frame = frame;
        name = scope.getName().startsWith(PREFIX) ? scope.getName().substring(PREFIX.length()) : scope.getName();
        container = Container.of(
                scope.getVariablesReference(), scope.getNamedVariables(), null, frame.valuePath() + "/" + name);
    }

    @Override
    public MachineTarget target() {
        return frame.target();
    }

    @Override
    public String getName() {
        return name;
    }

    /** The registers; asked for once. */
    public synchronized CompletableFuture<List<RealmRegister>> loadRegisters() {
        CompletableFuture<List<RealmRegister>> known = registers;
        if (known != null && !known.isCompletedExceptionally()) {
            return known;
        }
        CompletableFuture<List<RealmRegister>> asked = askForRegisters();
        registers = asked;
        return asked;
    }

    private CompletableFuture<List<RealmRegister>> askForRegisters() {
        VariablesArguments arguments = new VariablesArguments();
        arguments.setVariablesReference(container.reference());
        return target().session()
                .server()
                .variables(arguments)
                .thenApply(response -> Arrays.stream(response.getVariables())
                        .map(each -> new RealmRegister(this, frame, container, each))
                        .toList());
    }

    @Override
    public IRegister[] getRegisters() throws DebugException {
        return target().session().join().join(loadRegisters()).toArray(IRegister[]::new);
    }

    @Override
    public boolean hasRegisters() {
        return container.reference() != 0;
    }

    /** Groups are made anew at each stop; views keep expanded what is equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RealmRegisterGroup group && group.frame == frame && group.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
