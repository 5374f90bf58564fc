package org.realmscope.debug.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiRecExitReason;
import org.realmscope.debug.expression.Expression;
import org.realmscope.debug.expression.ExpressionException;
import org.realmscope.debug.expression.FrameEvaluation;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RealmSummary;

/**
 * Why a realm has left, as the host that handles the exit sees it.
 *
 * @param rec physical address of the REC
 * @param rd physical address of the RD of its realm
 * @param reason of the exit record
 * @param esr of the exit record
 * @param hpfar of the exit record
 */
record RealmExit(long rec, long rd, RmiRecExitReason reason, long esr, long hpfar) {
    /** KVM's function that handles a REC exit. */
    private static final String HANDLER = "handle_rme_exit";

    /** KVM's function that does what the VMM has consented to, before the realm is entered again. */
    private static final String CONSENT = "kvm_rec_pre_enter";

    private static final String REC = "vcpu->arch.rec.rec_page";
    private static final String EXIT = "vcpu->arch.rec.run->exit.";

    private static final int EC_SHIFT = 26;
    private static final int EC_MASK = 0x3f;
    private static final int EC_INSTRUCTION_ABORT = 0x20;
    private static final int EC_DATA_ABORT = 0x24;
    private static final int WNR = 1 << 6;
    private static final int ISV = 1 << 24;
    /** HPFAR_EL2.FIPA, bits 47:4, holds bits 55:12 of the address. */
    private static final long FIPA = 0xffff_ffff_fff0L;

    private static final int FIPA_SHIFT = 8;

    /** The exit that the host's frames handle; null if they handle none. */
    static @Nullable RealmExit handledBy(List<Frame> host, Inspection view) {
        for (Frame frame : host) {
            FrameEvaluation names = frame instanceof CodeFrame code ? code.evaluation() : null;
            if (names != null && frame.name().equals(HANDLER)) {
                return read(names, view);
            }
            if (names != null && frame.name().equals(CONSENT)) {
                RealmExit exit = read(names, view);
                return exit != null && exit.reason == RmiRecExitReason.RIPAS_CHANGE ? exit : null;
            }
        }
        return null;
    }

    private static @Nullable RealmExit read(FrameEvaluation names, Inspection view) {
        OptionalLong rec = number(names, REC);
        OptionalLong code = number(names, EXIT + "exit_reason");
        OptionalLong esr = number(names, EXIT + "esr");
        OptionalLong hpfar = number(names, EXIT + "hpfar");
        RmiRecExitReason reason = code.isEmpty() ? null : RmiRecExitReason.of((int) code.getAsLong());
        if (rec.isEmpty() || reason == null || esr.isEmpty() || hpfar.isEmpty()) {
            return null;
        }
        long rd = view.realmOfRec(rec.getAsLong());
        return rd == RealmSelector.NONE
                ? null
                : new RealmExit(rec.getAsLong(), rd, reason, esr.getAsLong(), hpfar.getAsLong());
    }

    /** A host of the user's own may have other structures, or none of the names. */
    private static OptionalLong number(FrameEvaluation names, String expression) {
        try {
            return OptionalLong.of(Expression.parse(expression, names).number(names));
        } catch (ExpressionException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether the realm goes on behind the instruction that made it leave. */
    boolean isBehindCall() {
        return switch (reason) {
            case PSCI, RIPAS_CHANGE, HOST_CALL -> true;
            default -> false;
        };
    }

    /** The cause in words, for example {@code caused by a stage 2 data abort at ipa(realm0):0x200000, vCPU 0}. */
    String text(Inspection view) {
        return "caused by " + what(realmName(view)) + ", vCPU " + view.recNumber(rec);
    }

    private String what(String realm) {
        return switch (reason) {
            case SYNC -> exception(realm);
            case HOST_CALL -> "RSI_HOST_CALL of " + realm;
            case RIPAS_CHANGE -> "RSI_IPA_STATE_SET of " + realm;
            case PSCI -> "a PSCI call of " + realm;
            case IRQ, FIQ, SERROR -> "%s in %s".formatted(reason, realm);
        };
    }

    private String exception(String realm) {
        int exceptionClass = (int) (esr >>> EC_SHIFT) & EC_MASK;
        String at = "ipa(%s):0x%x".formatted(realm, (hpfar & FIPA) << FIPA_SHIFT);
        return switch (exceptionClass) {
            case EC_DATA_ABORT -> "a stage 2 data abort%s at %s".formatted(access(), at);
            case EC_INSTRUCTION_ABORT -> "a stage 2 instruction abort at " + at;
            default -> "an exception of class 0x%x in %s".formatted(exceptionClass, realm);
        };
    }

    /** The RMM tells the host the access of an abort that the host may emulate, and no other. */
    private String access() {
        if ((esr & ISV) == 0) {
            return "";
        }
        return (esr & WNR) != 0 ? " (write)" : " (read)";
    }

    private String realmName(Inspection view) {
        List<RealmSummary> realms = view.realms().stream()
                .sorted(Comparator.comparingInt(RealmSummary::vmid))
                .toList();
        for (int i = 0; i < realms.size(); i++) {
            if (realms.get(i).rd() == rd) {
                return new RealmSelector.Numbered(i).label();
            }
        }
        return new RealmSelector.Rd(rd).label().toLowerCase(Locale.ROOT);
    }
}
