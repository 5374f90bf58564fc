package org.realmscope.platform.mmu;

import org.realmscope.platform.PhysicalAddressSpace;
import org.realmscope.platform.pe.AbortSignal;
import org.realmscope.platform.pe.Pe;
import org.realmscope.platform.sysreg.Hcr;
import org.realmscope.platform.sysreg.SystemRegister;

/**
 * The AT instructions (AArch64.AT): walks of the tables, without the combined TLBs, whose result goes to PAR_EL1. The
 * output's granule protection is not checked, because nothing accesses it. Where both stages translate, the attributes
 * in the result are those of stage 1, or Device-nGnRnE if stage 2 says Device.
 */
final class AddressTranslation {
    private static final long PAR_F = 1;
    private static final int PAR_FST_SHIFT = 1;
    private static final int PAR_SH_SHIFT = 7;
    private static final long PAR_PTW = 1 << 8;
    private static final long PAR_S = 1 << 9;
    private static final long PAR_NS = 1 << 9;
    private static final long PAR_RES1 = 1 << 11;
    private static final long PAR_PA = 0x000f_ffff_ffff_f000L;
    private static final int PAR_ATTR_SHIFT = 56;
    private static final int OUTER_SHAREABLE = 0b10;
    private static final int NORMAL_WRITE_BACK = 0xff;
    private static final int NORMAL_NON_CACHEABLE = 0x44;

    private final Pe pe;
    private final Translator translator;
    private final Fault fault;
    private final TranslationControls controls;
    private final long[] key;

    private int memoryAttributes;
    private int shareability;

    AddressTranslation(Pe pe, Translator translator, Fault fault) {
        this.pe = pe;
        this.translator = translator;
        this.fault = fault;
        this.controls = new TranslationControls(TranslationControls.physicalAddressSize(pe.sys));
        this.key = new long[controls.key.length];
    }

    /** @return value for PAR_EL1 */
    long execute(AtOperation operation, long va) {
        boolean isHost = Hcr.isHost(pe.sys.get(SystemRegister.HCR_EL2));
        boolean pan = (operation.access & Access.PRIVILEGED_ACCESS_NEVER) != 0 && pe.system.pstate.pan != 0;
        TranslationControls.readKey(pe, isHost ? 2 : operation.el, pan, false, key);
        controls.decode(key);
        int access = operation.access | Access.MAINTENANCE;
        fault.begin(va, access);
        try {
            long output = translate(va, access, operation.bothStages);
            long space = (output & 3) == PhysicalAddressSpace.NON_SECURE.ordinal() ? PAR_NS : 0;
            boolean isUncached = (memoryAttributes & 0xf0) == 0 || memoryAttributes == NORMAL_NON_CACHEABLE;
            long sh = isUncached ? OUTER_SHAREABLE : shareability;
            return (long) memoryAttributes << PAR_ATTR_SHIFT | output & PAR_PA | PAR_RES1 | space | sh << PAR_SH_SHIFT;
        } catch (AbortSignal signal) {
            if (fault.isExternal() || fault.s1ptw && pe.el == 1) {
                throw signal;
            }
            return PAR_F
                    | (long) fault.fsc << PAR_FST_SHIFT
                    | (fault.s1ptw ? PAR_PTW : 0)
                    | (fault.stage2 ? PAR_S : 0)
                    | PAR_RES1;
        }
    }

    /** @return output page, and the number of its physical address space in bits 1:0 */
    private long translate(long va, int access, boolean bothStages) {
        long output;
        long attributes;
        if (controls.stage1) {
            Stage1Walk stage1 = translator.stage1();
            stage1.checkRange(controls, va, access);
            stage1.walk(controls, va);
            output = stage1.output();
            attributes = stage1.attributes();
            memoryAttributes = stage1.memoryAttributes();
            shareability = stage1.shareability();
        } else {
            output = translator.untranslated(controls, va, access) & -4096L | controls.defaultSpace();
            attributes = Translator.stage1Off(controls, access);
            memoryAttributes = controls.deviceByDefault ? 0 : NORMAL_WRITE_BACK;
            shareability = 0;
        }
        translator.checkStage1(controls, attributes, access);
        if (!bothStages || !controls.stage2.enabled) {
            return output;
        }
        long ipa = output & -4096L | va & 0xfff;
        Stage2Walk stage2 = translator.stage2();
        stage2.translate(controls, ipa, false);
        translator.checkStage2(controls, stage2.attributes(), ipa, access);
        if ((stage2.attributes() & TlbEntry.STAGE_2_DEVICE) != 0) {
            memoryAttributes = 0;
        }
        return stage2.output();
    }
}
