package org.realmscope.machine.el3;

import java.util.Arrays;
import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.state.StateSink;
import org.realmscope.platform.state.StateSource;
import org.realmscope.platform.state.Stateful;
import org.realmscope.platform.world.WorldSwitch;

/** The context of EL2 software that EL3 banks, per PE and world. */
public final class BankedWorlds implements WorldSwitch, Stateful {
    private static final int GPRS = 31;
    /** Registers that carry the arguments of a forwarded call. */
    private static final int ARGUMENTS = 8;

    private final Bank[] host;
    private final Bank[] realm;

    /** @param pes number of PEs */
    public BankedWorlds(int pes) {
        host = new Bank[pes];
        realm = new Bank[pes];
        for (int i = 0; i < pes; i++) {
            host[i] = new Bank();
            realm[i] = new Bank();
        }
    }

    @Override
    public void enterRealm(Pe pe) {
        host[pe.index].save(pe);
        realm[pe.index].load(pe, SecurityState.REALM, ARGUMENTS);
    }

    @Override
    public void enterNonSecure(Pe pe) {
        realm[pe.index].save(pe);
        host[pe.index].load(pe, SecurityState.NON_SECURE, 0);
    }

    @Override
    public void resetRealm(Pe pe, long entry) {
        host[pe.index].save(pe);
        Arrays.fill(pe.x, 0, GPRS, 0);
        pe.system.resetEl2(SecurityState.REALM, entry);
    }

    /** What EL3 keeps of the host of a PE that is in the Realm world; without meaning otherwise. */
    public SuspendedWorld host(int pe) {
        return host[pe].registers();
    }

    @Override
    public void save(StateSink sink) {
        for (int i = 0; i < host.length; i++) {
            host[i].save(sink);
            realm[i].save(sink);
        }
    }

    @Override
    public void load(StateSource source) {
        for (int i = 0; i < host.length; i++) {
            host[i].load(source);
            realm[i].load(source);
        }
    }
}
