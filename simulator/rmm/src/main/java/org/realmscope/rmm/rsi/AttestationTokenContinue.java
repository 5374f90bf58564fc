package org.realmscope.rmm.rsi;

import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.abi.RsiCommand;
import org.realmscope.abi.RsiStatus;
import org.realmscope.platform.memory.PhysicalMemory;
import org.realmscope.rmm.attestation.TokenBuffer;
import org.realmscope.rmm.command.Call;
import org.realmscope.rmm.command.ConditionTable;
import org.realmscope.rmm.command.Disposition;
import org.realmscope.rmm.command.FailureCode;
import org.realmscope.rmm.command.Operand;
import org.realmscope.rmm.rec.AttestState;
import org.realmscope.rmm.rec.LastExit;
import org.realmscope.rmm.run.ExitRecord;
import org.realmscope.rmm.run.RealmMemory;

/** RSI_ATTESTATION_TOKEN_CONTINUE (DEN0137, B5.3.1): hands out the next part of the token. */
final class AttestationTokenContinue extends RsiHandler {
    private static final int ADDR = 1;
    private static final int OFFSET = 2;
    private static final int SIZE = 3;

    private final TokenBuffer tokens;

    AttestationTokenContinue(TokenBuffer tokens) {
        super(
                RsiCommand.ATTESTATION_TOKEN_CONTINUE,
                ConditionTable.builder()
                        .with(RealmAddresses.address(ADDR, PhysicalMemory.GRANULE_SIZE))
                        .condition(
                                "offset_bound",
                                "offset >= 4 KiB",
                                FailureCode.RSI_INPUT,
                                call -> Long.compareUnsigned(call.x[OFFSET], PhysicalMemory.GRANULE_SIZE) >= 0)
                        .compares(Operand.hex("offset", call -> call.x[OFFSET]))
                        .condition(
                                "size_overflow",
                                "offset + size is not a 64-bit number",
                                FailureCode.RSI_INPUT,
                                call -> Long.compareUnsigned(call.x[OFFSET] + call.x[SIZE], call.x[OFFSET]) < 0)
                        .compares(Operand.hex("size", call -> call.x[SIZE]))
                        .condition(
                                "size_bound",
                                "offset + size > 4 KiB",
                                FailureCode.RSI_INPUT,
                                call -> Long.compareUnsigned(call.x[OFFSET] + call.x[SIZE], PhysicalMemory.GRANULE_SIZE)
                                        > 0)
                        .compares(Operand.hex("size", call -> call.x[SIZE]))
                        .condition(
                                "state",
                                "no token generation is in progress",
                                FailureCode.RSI_STATE,
                                call -> !call.rmm.recs.is(call.rec, AttestState.ATTEST_IN_PROGRESS))
                        .with(RealmAddresses.notEmpty(ADDR))
                        .build());
        this.tokens = tokens;
    }

    @Override
    void commit(Call call, ExitRecord exit) {
        if (!RealmAddresses.isAccessible(call, exit, call.x[ADDR])) {
            return;
        }
        if (call.pe().system.gic.isIrqPending()) {
            exit.begin(RmiRecExitReason.IRQ);
            call.rmm.recs.setLastExit(call.rec, LastExit.NOTHING);
            call.result = RsiStatus.INCOMPLETE.returnCode();
            call.disposition = Disposition.EXIT_WITH_RESULTS;
            return;
        }
        int offset = call.rmm.recs.tokenOffset(call.rec);
        int left = call.rmm.recs.tokenSize(call.rec) - offset;
        int length = (int) Math.min(left, call.x[SIZE]);
        long target = RealmMemory.address(call, call.x[ADDR]) + call.x[OFFSET];
        tokens.copy(call.rmm, call.rec, offset, target, length);
        call.rmm.recs.setToken(call.rec, offset + left, offset + length);
        call.output(1, length);
        if (length == left) {
            call.rmm.recs.setAttestState(call.rec, AttestState.NO_ATTEST_IN_PROGRESS);
        } else {
            call.result = RsiStatus.INCOMPLETE.returnCode();
        }
    }
}
