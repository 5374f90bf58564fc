package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.RsiRealmConfig;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.choices.RmmChoice;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.realm.Realms;
import org.realmscope.rmm.run.ExitRecord;
import org.realmscope.rmm.run.RealmMemory;

/** RSI_REALM_CONFIG (DEN0137, B5.3.9). */
final class RealmConfig extends RsiHandler {
    private static final int ADDR = 1;

    RealmConfig() {
        super(
                RsiCommand.REALM_CONFIG,
                ConditionTable.builder()
                        .with(RealmAddresses.address(ADDR, PhysicalMemory.GRANULE_SIZE))
                        .with(RealmAddresses.notEmpty(ADDR))
                        .build());
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        long ipa = call.x[ADDR];
        if (!RealmAddresses.isAccessible(call, exit, ipa)) {
            return;
        }
        PhysicalMemory memory = call.rmm.memory;
        long page = RealmMemory.address(call, ipa);
        if (!call.rmm.asReference(RmmChoice.REALM_CONFIG_PADDING)) {
            memory.fill(page, RsiRealmConfig.SIZE, 0);
        }
        memory.write64(page + RsiRealmConfig.IPA_WIDTH, call.rmm.realms.ipaWidth(call.rd));
        memory.write8(page + RsiRealmConfig.HASH_ALGO, call.rmm.realms.hashAlgorithm(call.rd));
        for (int i = 0; i < Realms.VALUE_SIZE; i += Long.BYTES) {
            memory.write64(page + RsiRealmConfig.RPV + i, memory.read64(Realms.rpv(call.rd) + i));
        }
    }
}
