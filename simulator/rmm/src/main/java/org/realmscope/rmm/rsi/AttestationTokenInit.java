package org.realmscope.rmm.rsi;

import org.realmscope.abi.RsiCommand;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.rec.AttestState;
import org.realmscope.rmm.rec.Recs;
import org.realmscope.rmm.run.ExitRecord;

/** RSI_ATTESTATION_TOKEN_INIT (DEN0137, B5.3.2): signs a token with the measurements of this moment. */
final class AttestationTokenInit extends RsiHandler {
    private static final int CHALLENGE = 1;
    private static final int CHALLENGE_WORDS = 8;

    private final TokenBuffer tokens;

    AttestationTokenInit(TokenBuffer tokens) {
        super(RsiCommand.ATTESTATION_TOKEN_INIT, ConditionTable.builder().build());
        this.tokens = tokens;
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        for (int i = 0; i < CHALLENGE_WORDS; i++) {
            call.rmm.memory.write64(call.rec + Recs.CHALLENGE + 8L * i, call.x[CHALLENGE + i]);
        }
        int size = tokens.create(call.rmm, call.rd, call.rec);
        call.rmm.recs.setToken(call.rec, size, 0);
        call.rmm.recs.setAttestState(call.rec, AttestState.ATTEST_IN_PROGRESS);
        call.output(1, TokenBuffer.capacity(call.rmm));
    }
}
