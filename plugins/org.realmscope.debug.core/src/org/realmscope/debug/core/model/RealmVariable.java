package org.realmscope.debug.core.model;

import java.util.List;
import java.util.Objects;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.jdt.annotation.Nullable;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablePresentationHint;
import org.eclipse.lsp4j.debug.VariablePresentationHintAttributes;

/** A variable of C code, a field of a call, an element of any of them. */
public sealed class RealmVariable extends RealmElement implements IVariable permits RealmRegister {
    private final RealmFrame frame;
    private final Container parent;
    private final Variable data;
    private volatile RealmValue value;
    private final boolean hasChanged;

    RealmVariable(RealmFrame frame, Container parent, Variable data) {
        this(frame, parent, data, RealmValue.of(frame, data, parent.path() + "/" + data.getName()));
    }

    private RealmVariable(RealmFrame frame, Container parent, Variable data, RealmValue value) {
        super(frame.target());
        this.frame = frame;
        this.parent = parent;
        this.data = data;
        this.value = value;
        hasChanged = frame.target().values().note(value.container().path(), value.getValueString());
    }

    /** A scope as something that has its variables in it. */
    static RealmVariable ofScope(RealmFrame frame, Scope scope, RealmValue value) {
        Variable shown = new Variable();
        shown.setName(scope.getName());
        return new RealmVariable(frame, new Container(0, 0, 0, frame.valuePath()), shown, value);
    }

    @Override
    public MachineTarget target() {
        return frame.target();
    }

    /** The frame that it is seen from. */
    public RealmFrame frame() {
        return frame;
    }

    /** The expression that has its value; null if there is none. */
    public @Nullable String evaluateName() {
        return data.getEvaluateName();
    }

    @Override
    public IValue getValue() {
        return value;
    }

    @Override
    public String getName() {
        return Objects.requireNonNullElse(data.getName(), "");
    }

    @Override
    public String getReferenceTypeName() {
        return value.getReferenceTypeName();
    }

    @Override
    public boolean hasValueChanged() {
        return hasChanged;
    }

    // --- changing it

    @Override
    public boolean supportsValueModification() {
        return target() instanceof RealmDebugTarget live
                && live.isSuspended()
                && parent.reference() != 0
                && !isReadOnly()
                && live.session().capabilities().getSupportsSetVariable() == Boolean.TRUE;
    }

    private boolean isReadOnly() {
        VariablePresentationHint hint = data.getPresentationHint();
        return hint != null
                && hint.getAttributes() != null
                && List.of(hint.getAttributes()).contains(VariablePresentationHintAttributes.READ_ONLY);
    }

    /** Returns at once: editors call it on the UI thread. What the adapter refuses is told to people. */
    @Override
    public void setValue(String expression) throws DebugException {
        if (!supportsValueModification()) {
            throw MomentTarget.readOnly();
        }
        SetVariableArguments arguments = new SetVariableArguments();
        arguments.setVariablesReference(parent.reference());
        arguments.setName(getName());
        arguments.setValue(expression);
        target().session()
                .told(target().session().server().setVariable(arguments).thenAccept(this::isSet));
    }

    private void isSet(SetVariableResponse response) {
        Variable changed = new Variable();
        changed.setName(data.getName());
        changed.setValue(response.getValue());
        changed.setType(response.getType() == null ? data.getType() : response.getType());
        changed.setVariablesReference(Objects.requireNonNullElse(response.getVariablesReference(), 0));
        changed.setNamedVariables(response.getNamedVariables());
        changed.setIndexedVariables(response.getIndexedVariables());
        changed.setMemoryReference(data.getMemoryReference());
        value = RealmValue.of(frame, changed, parent.path() + "/" + data.getName());
        ModelEvent.CONTENT_CHANGED.fire(this);
    }

    @Override
    public void setValue(IValue other) throws DebugException {
        setValue(other.getValueString());
    }

    @Override
    public boolean verifyValue(String expression) {
        return !expression.isBlank();
    }

    @Override
    public boolean verifyValue(IValue other) throws DebugException {
        return verifyValue(other.getValueString());
    }
}
