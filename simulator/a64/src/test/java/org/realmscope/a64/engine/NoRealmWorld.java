package org.realmscope.a64.engine;

import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.world.RealmWorld;

/** The platform has no Realm world: reaching it is a mistake of the test. */
public final class NoRealmWorld implements RealmWorld {
    @Override
    public void boot(Pe pe) {
        throw new AssertionError("no Realm world");
    }

    @Override
    public void smcFromHost(Pe pe) {
        throw new AssertionError("no Realm world");
    }

    @Override
    public boolean smcFromRealmEl2(Pe pe) {
        throw new AssertionError("no Realm world");
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public void exceptionToEl2(Pe pe, int vectorOffset) {
        throw new AssertionError("no Realm world");
    }
}
