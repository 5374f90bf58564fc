package org.realmscope.debug.core.model;

import org.eclipse.debug.core.model.IRegister;
import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.lsp4j.debug.Variable;

/** A register, with Arm's name; its fields, if it has some, are in its value. */
public final class RealmRegister extends RealmVariable implements IRegister {
    private final RealmRegisterGroup group;

    RealmRegister(RealmRegisterGroup group, RealmFrame frame, Container parent, Variable data) {
        super(frame, parent, data);
        this.group = group;
    }

    @Override
    public IRegisterGroup getRegisterGroup() {
        return group;
    }
}
