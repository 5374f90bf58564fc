package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.validation.Check;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.MmioRegister;
import org.realmscope.scenario.lang.syntax.Program;
import org.realmscope.scenario.lang.syntax.RamRange;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.lang.vocabulary.Suggestion;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.RealmSetup;

/** Realms: their IPA space, their slots and their vCPUs. */
public class RealmChecks extends Checks {
    /** Bytes of a level 2 block. */
    static final long BLOCK = 2L << 20;

    private static final int MOST_SLOTS = 16;
    private static final int MOST_BITS_WITHOUT_LPA2 = 48;
    private static final int LOWEST_LEVEL = -1;
    private static final int HIGHEST_LEVEL = 3;

    @Check
    public void namesOfRealms(Document document) {
        namesAreUnique("realms", Elements.realms(document), Realm::getName, SyntaxPackage.Literals.REALM__NAME);
    }

    @Check
    public void namesInRealm(Realm realm) {
        namesAreUnique("slots", Elements.slots(realm), Slot::getName, SyntaxPackage.Literals.SLOT__NAME);
        namesAreUnique("vCPUs", Elements.vcpus(realm), Vcpu::getName, SyntaxPackage.Literals.VCPU__NAME);
    }

    @Check
    public void widthOfTheIpaSpace(Realm realm) {
        Optional<Setting> setting = Elements.setting(Elements.settings(realm), "ipa_bits");
        OptionalLong bits = Elements.number(Elements.settings(realm), "ipa_bits");
        int most = Elements.isLpa2(realm) ? Elements.MOST_IPA_BITS : MOST_BITS_WITHOUT_LPA2;
        if (bits.isEmpty() || (bits.getAsLong() >= Elements.LEAST_IPA_BITS && bits.getAsLong() <= most)) {
            return;
        }
        problem(
                ProblemCode.NUMBER,
                "ipa_bits " + bits.getAsLong() + " is outside " + Elements.LEAST_IPA_BITS + " to "
                        + MOST_BITS_WITHOUT_LPA2 + "; with 'lpa2 on' it may be up to " + Elements.MOST_IPA_BITS,
                setting.orElseThrow(),
                SyntaxPackage.Literals.SETTING__VALUE,
                Integer.toString(bits.getAsLong() < Elements.LEAST_IPA_BITS ? Elements.LEAST_IPA_BITS : most));
    }

    /** The rules of VMSA for stage 2 with concatenated tables. */
    @Check
    public void startLevelFitsTheWidth(Realm realm) {
        Optional<Setting> setting = Elements.setting(Elements.settings(realm), "start_level");
        OptionalLong level = Elements.number(Elements.settings(realm), "start_level");
        if (setting.isEmpty() || level.isEmpty()) {
            return;
        }
        int bits = Elements.ipaBits(realm);
        List<String> possible = new ArrayList<>();
        for (int i = LOWEST_LEVEL; i <= HIGHEST_LEVEL; i++) {
            if (isStartLevel(i, bits, Elements.isLpa2(realm))) {
                possible.add(Integer.toString(i));
            }
        }
        if (level.getAsLong() == RealmSetup.HOST_CHOOSES || !possible.contains(Long.toString(level.getAsLong()))) {
            problem(
                    ProblemCode.START_LEVEL,
                    "an IPA space of " + bits + " bits cannot start at level " + level.getAsLong() + "; possible: "
                            + Suggestion.list(possible),
                    setting.get(),
                    SyntaxPackage.Literals.SETTING__VALUE,
                    possible.isEmpty() ? "" : possible.getFirst());
        }
    }

    /** Up to 16 tables can be concatenated at the starting level, which is 4 more bits. */
    private static boolean isStartLevel(int level, int bits, boolean lpa2) {
        int least = 12 + 9 * (HIGHEST_LEVEL - level) + 1;
        int most = 12 + 9 * (HIGHEST_LEVEL + 1 - level) + 4;
        if (level == LOWEST_LEVEL) {
            return lpa2 && bits >= least;
        }
        return bits >= least && bits <= (level == 0 && !lpa2 ? MOST_BITS_WITHOUT_LPA2 : most);
    }

    @Check
    public void slot(Slot slot) {
        boolean huge = "hugetlb".equals(slot.getBacking());
        if (slot.getBacking() != null) {
            isKnown(
                    "there is no backing",
                    slot.getBacking(),
                    StateNames.BACKINGS,
                    slot,
                    SyntaxPackage.Literals.SLOT__BACKING);
        }
        String name = "slot '" + slot.getName() + "'";
        if (slot.getRange() != null
                && slot.getRange().getEnd() == null
                && slot.getRange().getSize() == null) {
            problem(
                    ProblemCode.MISSING,
                    name + " has no end; write 'slot " + slot.getName() + " BASE .. END' or '... BASE size SIZE'",
                    slot,
                    SyntaxPackage.Literals.SLOT__RANGE);
            return;
        }
        range(name + (huge ? " (hugetlb)" : ""), slot.getRange(), huge ? BLOCK : Elements.PAGE)
                .ifPresent(range -> isInProtectedHalf(name, range, (Realm) slot.eContainer(), slot.getRange()));
    }

    @Check
    public void slotsDoNotOverlap(Realm realm) {
        List<Slot> slots = Elements.slots(realm);
        if (slots.size() > MOST_SLOTS) {
            problem(
                    ProblemCode.COUNT,
                    "a realm has at most " + MOST_SLOTS + " slots",
                    slots.get(MOST_SLOTS),
                    SyntaxPackage.Literals.SLOT__NAME);
        }
        for (int i = 0; i < slots.size(); i++) {
            for (int j = 0; j < i; j++) {
                overlap(slots.get(j), slots.get(i));
            }
        }
    }

    private void overlap(Slot first, Slot second) {
        Optional<AddressRange> one = Elements.range(first.getRange());
        Optional<AddressRange> other = Elements.range(second.getRange());
        if (one.isPresent() && other.isPresent() && one.get().overlaps(other.get())) {
            problem(
                    ProblemCode.OVERLAP,
                    "slot '" + second.getName() + "' overlaps slot '" + first.getName() + "', which is at "
                            + text(one.get()),
                    second,
                    SyntaxPackage.Literals.SLOT__RANGE);
        }
    }

    @Check
    public void ram(RamRange ram) {
        if ("empty".equals(ram.getState())) {
            problem(
                    ProblemCode.NOT_HERE,
                    "what is not made 'ram' is empty already; leave the line out",
                    ram,
                    SyntaxPackage.Literals.RAM_RANGE__STATE);
        } else {
            isKnown(
                    "before activation there is no RIPAS",
                    ram.getState(),
                    List.of("ram"),
                    ram,
                    SyntaxPackage.Literals.RAM_RANGE__STATE);
        }
        range("RIPAS range", ram.getRange(), Elements.PAGE)
                .ifPresent(range -> isInProtectedHalf("the range", range, (Realm) ram.eContainer(), ram.getRange()));
    }

    @Check
    public void ramRangesDoNotOverlap(Realm realm) {
        List<RamRange> ranges = EcoreUtil2.typeSelect(realm.getItems(), RamRange.class);
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                Optional<AddressRange> one = Elements.range(ranges.get(j).getRange());
                Optional<AddressRange> other = Elements.range(ranges.get(i).getRange());
                if (one.isPresent() && other.isPresent() && one.get().overlaps(other.get())) {
                    problem(
                            ProblemCode.OVERLAP,
                            "this range and that at " + text(one.get()) + " overlap",
                            ranges.get(i),
                            SyntaxPackage.Literals.RAM_RANGE__RANGE);
                }
            }
        }
    }

    @Check
    public void program(Realm realm) {
        List<Program> programs = EcoreUtil2.typeSelect(realm.getItems(), Program.class);
        if (programs.size() > 1) {
            problem(
                    ProblemCode.DUPLICATE,
                    "there are two 'program' lines; the vCPUs of a realm share one program",
                    programs.get(1),
                    null);
        }
        boolean hasSteps = Elements.vcpus(realm).stream().anyMatch(vcpu -> vcpu.getElf() == null);
        if (hasSteps && Elements.slots(realm).isEmpty()) {
            problem(
                    ProblemCode.MISSING,
                    "realm '" + realm.getName() + "' has no slot, and its vCPUs have steps, which need memory for their"
                            + " program",
                    realm,
                    SyntaxPackage.Literals.REALM__NAME,
                    "slot");
            return;
        }
        for (Program program : programs) {
            Long base = program.getBase();
            if (isAligned("program:", base, Elements.PAGE, program, SyntaxPackage.Literals.PROGRAM__BASE)
                    && base != null) {
                Memory.of(realm)
                        .requireRam(this, "the program", page(base), program, SyntaxPackage.Literals.PROGRAM__BASE);
            }
        }
        if (hasSteps && programs.stream().noneMatch(program -> program.getBase() != null)) {
            Elements.range(Elements.slots(realm).getFirst().getRange())
                    .ifPresent(range -> Memory.of(realm)
                            .requireRam(
                                    this,
                                    "the guest program, at the start of the first slot,",
                                    page(range.base()),
                                    realm,
                                    SyntaxPackage.Literals.REALM__NAME));
        }
    }

    @Check
    public void registersAreNoMemory(Realm realm) {
        Set<Long> seen = new HashSet<>();
        for (MmioRegister register : Elements.registers(realm)) {
            Long ipa = register.getIpa();
            var feature = SyntaxPackage.Literals.MMIO_REGISTER__IPA;
            if (ipa == null) {
                continue;
            }
            isInProtectedHalf("the register", new AddressRange(ipa, ipa + 1), realm, register);
            for (Slot slot : Elements.slots(realm)) {
                Optional<AddressRange> range = Elements.range(slot.getRange());
                if (range.isPresent() && range.get().contains(ipa)) {
                    problem(
                            ProblemCode.OVERLAP,
                            Numbers.address(ipa) + " is memory of slot '" + slot.getName() + "', which is at "
                                    + text(range.get()) + "; only addresses in no slot are emulated",
                            register,
                            feature);
                }
            }
            if (!seen.add(ipa)) {
                problem(
                        ProblemCode.DUPLICATE,
                        "what reads of " + Numbers.address(ipa) + " give is said twice",
                        register,
                        feature);
            }
        }
    }

    @Check
    public void elf(Vcpu vcpu) {
        new FileChecks(this).size(vcpu.getElf(), vcpu, SyntaxPackage.Literals.VCPU__ELF);
    }

    static AddressRange page(long base) {
        return new AddressRange(base, base + Elements.PAGE);
    }

    /** {@code base .. end}. */
    static String text(AddressRange range) {
        return Numbers.address(range.base()) + " .. " + Numbers.address(range.end());
    }
}
