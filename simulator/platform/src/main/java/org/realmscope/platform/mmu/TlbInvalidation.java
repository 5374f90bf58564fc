package org.realmscope.platform.mmu;

import org.realmscope.platform.SecurityState;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * One TLB maintenance instruction, decoded on the PE that executes it, so that it can be applied to the TLBs of every
 * PE it reaches. Reused from instruction to instruction.
 */
final class TlbInvalidation {
    private static final long PAGE_40 = (1L << 40) - 1;
    private static final int TTL_SHIFT = 44;
    private static final int TTL_4K = 0b01;
    private static final int RANGE_GRANULE_4K = 0b01;

    private final Pe pe;

    private TlbiOperation.Target target = TlbiOperation.Target.EL10;
    private TlbiOperation.Scope scope = TlbiOperation.Scope.EVERYTHING;
    private boolean realm;
    /** Of the EL1&0 or EL2 regime that is concerned: a {@code REGIME_} constant of {@link TlbEntry}. */
    private int regime;

    private int vmid;
    private int asid;
    private int level;
    /** First page as {@link TlbEntry#page} numbers it, and number of pages; no pages: nothing is dropped. */
    private long page;

    private long pages;

    TlbInvalidation(Pe pe) {
        this.pe = pe;
    }

    /** @param operand Xt of the instruction, anything for one without operand */
    void decode(TlbiOperation operation, long operand) {
        long hcr = pe.sys.get(SystemRegister.HCR_EL2);
        target = operation.target;
        scope = operation.scope;
        realm = pe.securityState == SecurityState.REALM;
        if (target == TlbiOperation.Target.EL10 && Hcr.isHost(hcr)) {
            target = TlbiOperation.Target.EL2;
        }
        boolean isEl2 = target == TlbiOperation.Target.EL2;
        regime = !isEl2 ? TlbEntry.REGIME_EL10 : (hcr & Hcr.E2H) != 0 ? TlbEntry.REGIME_EL20 : TlbEntry.REGIME_EL2;
        vmid = isEl2 ? 0 : scope == TlbiOperation.Scope.EVERY_VMID ? Tlb.ANY : TranslationControls.vmid(pe.sys);
        asid = scope == TlbiOperation.Scope.ADDRESS_ANY_ASID || target == TlbiOperation.Target.STAGE_2
                ? Tlb.ANY
                : (int) (operand >>> 48);
        if (regime == TlbEntry.REGIME_EL2 || scope == TlbiOperation.Scope.EVERY_VMID) {
            asid = Tlb.ANY;
        }
        if (asid != Tlb.ANY && !hasWideAsids()) {
            asid &= 0xff;
        }
        if (operation.isRange) {
            decodeRange(operand);
        } else {
            decodePage(operand);
        }
    }

    private void decodePage(long operand) {
        pages = 1;
        page = target == TlbiOperation.Target.STAGE_2 ? operand & PAGE_40 : TlbEntry.page(operand << 12);
        int ttl = (int) (operand >>> TTL_SHIFT) & 0xf;
        level = ttl >>> 2 == TTL_4K ? ttl & 3 : Tlb.ANY;
    }

    /** The operand of FEAT_TLBIRANGE: ASID, TG, SCALE, NUM, TTL, BaseADDR. */
    private void decodeRange(long operand) {
        int scale = (int) (operand >>> 44) & 3;
        long num = operand >>> 39 & 0x1f;
        int ttl = (int) (operand >>> 37) & 3;
        long base = operand & (1L << 37) - 1;
        boolean lpa2 = usesLpa2();
        int baseShift = lpa2 ? 16 : 12;
        level = ttl == 0 ? Tlb.ANY : ttl;
        if (target == TlbiOperation.Target.STAGE_2) {
            page = base << baseShift >>> 12 & PAGE_40;
        } else {
            page = TlbEntry.page(base << 64 - 37 >> 64 - 37 - baseShift);
        }
        long asked = num + 1 << 5 * scale + 1;
        long left = PAGE_40 + 1 - (page & PAGE_40);
        pages = (operand >>> 46 & 3) == RANGE_GRANULE_4K ? Math.min(asked, left) : 0;
    }

    private boolean usesLpa2() {
        if (target == TlbiOperation.Target.STAGE_2) {
            return (pe.sys.get(SystemRegister.VTCR_EL2) >>> 32 & 1) != 0;
        }
        if (regime == TlbEntry.REGIME_EL10) {
            return (pe.sys.get(SystemRegister.TCR_EL1) >>> 59 & 1) != 0;
        }
        return (pe.sys.get(SystemRegister.TCR_EL2) >>> (regime == TlbEntry.REGIME_EL20 ? 59 : 32) & 1) != 0;
    }

    /** TCR_ELx.AS. */
    private boolean hasWideAsids() {
        SystemRegister tcr = regime == TlbEntry.REGIME_EL10 ? SystemRegister.TCR_EL1 : SystemRegister.TCR_EL2;
        return (pe.sys.get(tcr) >>> 36 & 1) != 0;
    }

    /** Drops what the instruction names from the TLBs of one PE. */
    void apply(Translator translator) {
        if (target == TlbiOperation.Target.STAGE_2 || target == TlbiOperation.Target.EL10_AND_STAGE_2) {
            drop(translator.stage2Tlb(), TlbEntry.REGIME_STAGE_2);
        }
        if (target != TlbiOperation.Target.STAGE_2) {
            drop(translator.data(), regime);
            drop(translator.instructions(), regime);
        }
        if (target != TlbiOperation.Target.STAGE_2 && regime == TlbEntry.REGIME_EL10) {
            drop(translator.data(), TlbEntry.REGIME_EL10_FLAT);
            drop(translator.instructions(), TlbEntry.REGIME_EL10_FLAT);
        }
    }

    private void drop(Tlb tlb, int droppedRegime) {
        long base = TlbEntry.keyBase(droppedRegime, realm);
        switch (scope) {
            case EVERYTHING, EVERY_VMID -> tlb.invalidateRegime(base, Tlb.ANY, vmid);
            case ASID -> tlb.invalidateRegime(base, asid, vmid);
            case ADDRESS, ADDRESS_ANY_ASID -> {
                if (pages == 1) {
                    tlb.invalidatePage(base | page, asid, vmid, level);
                } else {
                    tlb.invalidateRange(base | page, pages, asid, vmid, level);
                }
            }
        }
    }
}
