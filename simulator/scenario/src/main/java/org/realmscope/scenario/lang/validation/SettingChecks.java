package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.machine.MachineConfiguration;
import org.realmscope.machine.MemoryMap;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.HostSection;
import org.realmscope.scenario.lang.syntax.NumberValue;
import org.realmscope.scenario.lang.syntax.PlatformSection;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RmmSection;
import org.realmscope.scenario.lang.syntax.Section;
import org.realmscope.scenario.lang.syntax.SetAction;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.TextValue;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.syntax.VmmSection;
import org.realmscope.scenario.lang.syntax.WordValue;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.lang.vocabulary.Suggestion;

/** Settings of the platform, the RMM, the host and realms; and that each section is there once. */
public class SettingChecks extends Checks {
    /** DRAM starts at 1 GiB, and physical addresses end at 64 GiB. */
    private static final long MOST_DRAM = 63L << 30;

    private static final long MOST_QUANTUM = 1L << 40;

    @Check
    public void sectionsAreThereOnce(Document document) {
        Set<EClass> seen = new HashSet<>();
        for (Section section : document.getSections()) {
            boolean once = section instanceof PlatformSection
                    || section instanceof RmmSection
                    || section instanceof HostSection;
            if (once && !seen.add(section.eClass())) {
                String name = section.eClass().getName().replace("Section", "").toLowerCase(Locale.ROOT);
                problem(
                        ProblemCode.DUPLICATE,
                        "there are two sections '" + name + "'; put all settings into one",
                        section,
                        null);
            }
        }
        boolean hasVmm =
                !EcoreUtil2.typeSelect(document.getSections(), VmmSection.class).isEmpty();
        if (Elements.realms(document).isEmpty() && !hasVmm) {
            problem(
                    ProblemCode.MISSING,
                    "nothing happens in this scenario: it needs a 'realm', or a 'vmm' that does something",
                    document,
                    SyntaxPackage.Literals.DOCUMENT__TITLE,
                    "realm");
        }
    }

    @Check
    public void platform(PlatformSection platform) {
        settings("platform", platform.getSettings(), SettingNames.PLATFORM);
    }

    @Check
    public void rmm(RmmSection rmm) {
        settings("rmm", rmm.getSettings(), SettingNames.RMM);
        if (Elements.text(rmm.getSettings(), "image").isPresent()) {
            for (Setting setting : rmm.getSettings()) {
                if (setting.getKey().equals("profile") || setting.getKey().equals("unknown_content")) {
                    problem(
                            ProblemCode.NOT_HERE,
                            "'" + setting.getKey() + "' is of the built-in RMM, and 'image' replaces it",
                            setting,
                            SyntaxPackage.Literals.SETTING__KEY);
                }
            }
        }
    }

    @Check
    public void host(HostSection host) {
        settings("host", host.getSettings(), SettingNames.HOST);
    }

    @Check
    public void realm(Realm realm) {
        settings("realm", Elements.settings(realm), SettingNames.REALM);
    }

    @Check
    public void switchToSet(SetAction set) {
        if (set.getSetting() != null) {
            setting("there is no switch", set.getSetting(), SettingNames.switches());
        }
    }

    /** PE 0 is the VMM's, and each vCPU has one of its own. */
    @Check
    public void everyVcpuHasAPe(Document document) {
        List<Vcpu> vcpus = Elements.realms(document).stream()
                .flatMap(realm -> Elements.vcpus(realm).stream())
                .toList();
        if (vcpus.size() + 1 > MachineConfiguration.MAX_PES) {
            problem(
                    ProblemCode.TOO_FEW_PES,
                    vcpus.size() + " vCPUs and the VMM need " + (vcpus.size() + 1) + " PEs; a machine has at most "
                            + MachineConfiguration.MAX_PES,
                    vcpus.get(MachineConfiguration.MAX_PES - 1),
                    SyntaxPackage.Literals.VCPU__NAME);
            return;
        }
        for (PlatformSection platform : EcoreUtil2.typeSelect(document.getSections(), PlatformSection.class)) {
            Optional<Setting> pes = Elements.setting(platform.getSettings(), "pes");
            long count = Elements.number(platform.getSettings(), "pes").orElse(Long.MAX_VALUE);
            if (pes.isPresent() && count <= vcpus.size() && count > 0) {
                problem(
                        ProblemCode.TOO_FEW_PES,
                        count + " PEs are too few: " + vcpus.size() + (vcpus.size() == 1 ? " vCPU" : " vCPUs")
                                + " and the VMM need " + (vcpus.size() + 1),
                        pes.get(),
                        SyntaxPackage.Literals.SETTING__VALUE,
                        Integer.toString(vcpus.size() + 1));
            }
        }
    }

    private void settings(String section, List<Setting> settings, List<SettingNames.Setting> known) {
        Set<String> seen = new HashSet<>();
        for (Setting setting : settings) {
            setting("'" + section + "' has no setting", setting, known);
            if (setting.getKey() != null && !seen.add(setting.getKey())) {
                problem(
                        ProblemCode.DUPLICATE,
                        "'" + setting.getKey() + "' is set twice",
                        setting,
                        SyntaxPackage.Literals.SETTING__KEY);
            }
        }
    }

    private void setting(String what, Setting setting, List<SettingNames.Setting> known) {
        Optional<String> unit = known == SettingNames.REALM && isBehindANumber(setting)
                ? Numbers.unitMeant(String.valueOf(setting.getKey()))
                : Optional.empty();
        if (unit.isPresent()) {
            problem(
                    ProblemCode.UNKNOWN_NAME,
                    "there is no unit '" + setting.getKey() + "'; did you mean '" + unit.get() + "'?",
                    setting,
                    SyntaxPackage.Literals.SETTING__KEY,
                    unit.get());
            return;
        }
        if (known == SettingNames.REALM && StateNames.BACKINGS.contains(String.valueOf(setting.getKey()))) {
            String backing = "backing " + setting.getKey();
            problem(
                    ProblemCode.UNKNOWN_NAME,
                    what + " '" + setting.getKey() + "'; for a slot write '" + backing + "'",
                    setting,
                    SyntaxPackage.Literals.SETTING__KEY,
                    backing);
            return;
        }
        List<String> words = new ArrayList<>(SettingNames.names(known));
        if (known == SettingNames.REALM) {
            words.addAll(Forms.words(Forms.Block.REALM));
        }
        if (!isKnown(what, setting.getKey(), words, setting, SyntaxPackage.Literals.SETTING__KEY)) {
            return;
        }
        SettingNames.Setting kind = SettingNames.find(known, setting.getKey()).orElseThrow();
        switch (setting.getValue()) {
            case NumberValue value when kind.kind() == SettingNames.Kind.NUMBER -> number(kind.name(), value);
            case WordValue value
            when kind.kind() == SettingNames.Kind.WORD ->
                isKnown(
                        "'" + kind.name() + "' has no value",
                        value.getWord(),
                        kind.words(),
                        value,
                        SyntaxPackage.Literals.WORD_VALUE__WORD);
            case TextValue value when kind.kind() == SettingNames.Kind.TEXT -> new FileChecks(this).image(value);
            case null -> {}
            default ->
                problem(
                        ProblemCode.UNKNOWN_NAME,
                        "'" + kind.name() + "' takes " + expected(kind),
                        setting,
                        SyntaxPackage.Literals.SETTING__VALUE);
        }
    }

    /** A wrong unit of the line before looks like a setting. */
    private static boolean isBehindANumber(Setting setting) {
        INode node = NodeModelUtils.findActualNodeFor(setting);
        int line = node.getStartLine();
        String before =
                node.getRootNode().getText().substring(0, node.getOffset()).stripTrailing();
        return !before.isEmpty()
                && Character.isDigit(before.charAt(before.length() - 1))
                && NodeModelUtils.getLineAndColumn(node.getRootNode(), before.length())
                                .getLine()
                        == line;
    }

    private static String expected(SettingNames.Setting kind) {
        return switch (kind.kind()) {
            case NUMBER -> "a number";
            case TEXT -> "the name of a file in quotes";
            case WORD -> "one of " + Suggestion.list(kind.words());
        };
    }

    private void number(String name, NumberValue value) {
        Long number = value.getNumber();
        var feature = SyntaxPackage.Literals.NUMBER_VALUE__NUMBER;
        switch (name) {
            case "pes" -> isWithin("the number of PEs", number, 1, MachineConfiguration.MAX_PES, value, feature);
            case "dram" -> dram(number, value);
            case "quantum" -> isWithin("the quantum", number, 1, MOST_QUANTUM, value, feature);
            case "limit" -> isWithin("the limit", number, 1, Long.MAX_VALUE, value, feature);
            default -> {}
        }
    }

    private void dram(@Nullable Long size, NumberValue value) {
        var feature = SyntaxPackage.Literals.NUMBER_VALUE__NUMBER;
        if (size != null && (size < MemoryMap.SMALLEST_DRAM || size > MOST_DRAM)) {
            problem(
                    ProblemCode.NUMBER,
                    Numbers.size(size) + " of DRAM are not possible: from " + Numbers.size(MemoryMap.SMALLEST_DRAM)
                            + " to " + Numbers.size(MOST_DRAM),
                    value,
                    feature,
                    Numbers.size(size < MemoryMap.SMALLEST_DRAM ? MemoryMap.SMALLEST_DRAM : MOST_DRAM));
        } else {
            isAligned("the size of DRAM,", size, Elements.PAGE, value, feature);
        }
    }
}
