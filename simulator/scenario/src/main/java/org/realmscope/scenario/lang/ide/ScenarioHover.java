package org.realmscope.scenario.lang.ide;

import com.google.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.hover.IHoverService;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.PagesAction;
import org.realmscope.scenario.lang.syntax.Place;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.syntax.WordValue;
import org.realmscope.scenario.lang.vocabulary.Forms;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.lang.vocabulary.StatusNames;
import org.realmscope.scenario.lang.vocabulary.Suggestion;
import org.realmscope.scenario.model.AddressRange;

/** What the pointer rests on: a name, a command, a word of a specification, a number or a statement. */
public class ScenarioHover implements IHoverService {
    private static final int INDEX_BITS = 9;
    private static final int PAGE_BITS = 12;
    private static final int LAST_LEVEL = 3;

    private final EObjectAtOffsetHelper elements;

    @Inject
    ScenarioHover(EObjectAtOffsetHelper elements) {
        this.elements = elements;
    }

    @Override
    public @Nullable Hover hover(
            Document document, XtextResource resource, HoverParams parameters, CancelIndicator cancelled) {
        int offset = document.getOffSet(parameters.getPosition());
        if (resource.getParseResult() == null) {
            return EMPTY_HOVER;
        }
        ILeafNode leaf =
                NodeModelUtils.findLeafNodeAtOffset(resource.getParseResult().getRootNode(), offset);
        if (leaf == null || leaf.isHidden()) {
            return EMPTY_HOVER;
        }
        Optional<String> text = text(resource, leaf, offset);
        Range range = new Range(
                document.getPosition(leaf.getOffset()), document.getPosition(leaf.getOffset() + leaf.getLength()));
        return text.map(found -> new Hover(new MarkupContent(MarkupKind.MARKDOWN, found), range))
                .orElse(EMPTY_HOVER);
    }

    private Optional<String> text(XtextResource resource, ILeafNode leaf, int offset) {
        String word = leaf.getText();
        EObject element = NodeModelUtils.findActualSemanticObjectFor(leaf);
        if (Character.isDigit(word.charAt(0))) {
            return number(word, element);
        }
        EObject named = elements.resolveElementAt(resource, offset);
        EObject referred = elements.resolveCrossReferencedElementAt(resource, offset);
        if (referred != null && !referred.eIsProxy()) {
            return named(referred);
        }
        return Stream.<Optional<String>>of(
                        name(named, word),
                        CommandMeanings.of(word),
                        status(word),
                        WordMeanings.half(word),
                        setting(element, word),
                        WordMeanings.state(word),
                        WordMeanings.backing(word).map(meaning -> "**" + word + "**\n\n" + meaning),
                        forms(word))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** An element, if {@code word} is where it gets its name. */
    private static Optional<String> name(@Nullable EObject element, String word) {
        boolean own = switch (element) {
            case Realm realm -> word.equals(realm.getName());
            case Slot slot -> word.equals(slot.getName());
            case Vcpu vcpu -> word.equals(vcpu.getName());
            case ForStep loop -> word.equals(loop.getName());
            case PagesAction pages -> word.equals(pages.getName());
            case null, default -> false;
        };
        return own && element != null ? named(element) : Optional.empty();
    }

    private static Optional<String> named(EObject element) {
        return switch (element) {
            case Realm realm -> Optional.of(realm(realm));
            case Slot slot -> Elements.range(slot.getRange()).map(range -> slot(slot, range));
            case Vcpu vcpu ->
                Optional.of("vCPU **" + vcpu.getName() + "**, REC index " + Elements.index(vcpu)
                        + (Elements.index(vcpu) == 0 || vcpu.isOn()
                                ? ", runs from the start"
                                : ", off until PSCI_CPU_ON")
                        + (vcpu.getElf() == null ? "" : "; runs `" + vcpu.getElf() + "`"));
            case ForStep loop ->
                Elements.range(loop.getRange())
                        .map(range -> "**" + loop.getName() + "** runs over " + (loop.isShared() ? "shared " : "")
                                + text(range));
            case PagesAction pages ->
                Optional.of("**" + pages.getName() + "**: "
                        + counted(
                                pages.getCount() == null ? 1 : pages.getCount().longValue(), "page")
                        + " of the host; its value is the physical address");
            default -> Optional.empty();
        };
    }

    private static String realm(Realm realm) {
        return "Realm **" + realm.getName() + "**: " + Elements.ipaBits(realm) + " bits of IPA, protected below "
                + Numbers.address(Elements.unprotectedBit(realm)) + ", unprotected from there; "
                + counted(Elements.slots(realm).size(), "slot") + ", "
                + counted(Elements.vcpus(realm).size(), "vCPU");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String slot(Slot slot, AddressRange range) {
        return "Slot **" + slot.getName() + "**, number " + Elements.index(slot) + ": " + text(range) + " ("
                + Numbers.size(range.size()) + "), backing " + (slot.getBacking() == null ? "anon" : slot.getBacking())
                + (slot.isReadOnly() ? ", read-only" : "");
    }

    private static String text(AddressRange range) {
        return "`" + Numbers.address(range.base()) + " .. " + Numbers.address(range.end()) + "`";
    }

    /** A status code with its number. */
    private static Optional<String> status(String word) {
        OptionalLong rmi = StatusNames.rmi(word)
                .map(status -> OptionalLong.of(status.returnCode()))
                .orElse(OptionalLong.empty());
        return Stream.of(rmi, StatusNames.rsi(word), StatusNames.psci(word))
                .filter(OptionalLong::isPresent)
                .map(code -> "**" + word + "** = " + code.getAsLong()
                        + WordMeanings.status(word)
                                .map(meaning -> "\n\n" + meaning)
                                .orElse(""))
                .findFirst();
    }

    /** A setting with its meaning and what it may be. */
    private static Optional<String> setting(@Nullable EObject element, String word) {
        Setting setting = element == null ? null : EcoreUtil2.getContainerOfType(element, Setting.class);
        if (setting == null || setting.getKey() == null) {
            return Optional.empty();
        }
        String key = setting.getKey();
        String whole =
                setting.getValue() instanceof WordValue value && value.getWord() != null ? value.getWord() : word;
        List<String> words = Stream.of(SettingNames.PLATFORM, SettingNames.RMM, SettingNames.HOST, SettingNames.REALM)
                .flatMap(List::stream)
                .filter(known -> known.name().equals(key))
                .map(SettingNames.Setting::words)
                .findFirst()
                .orElse(List.of());
        return WordMeanings.setting(key)
                .map(meaning -> "**" + key + "**" + (word.equals(key) ? "" : " " + whole) + "\n\n" + meaning
                        + (words.isEmpty() ? "" : "\n\nValues: " + Suggestion.list(words)));
    }

    private static Optional<String> forms(String word) {
        List<String> forms = Arrays.stream(Forms.values())
                .filter(form -> form.word().equals(word))
                .map(form -> capital(form.block().statement()) + ":\n\n```\n" + form.form() + "\n```")
                .toList();
        return forms.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", forms));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Optional<String> number(String word, @Nullable EObject element) {
        long value;
        try {
            value = Numbers.parse(word);
        } catch (NumberFormatException ordinalOrTooLarge) {
            return Optional.empty();
        }
        if (element instanceof Place place && place.getVariable() == null && place.getOffset() != null) {
            return Optional.of(address(place, place.getOffset()));
        }
        return Optional.of(Numbers.address(value) + " = " + Long.toUnsignedString(value));
    }

    /** An IPA: its half, its slot, and the indices of a walk. */
    private static String address(Place place, long offset) {
        Realm realm = Elements.realm(place);
        if (realm == null) {
            return Numbers.address(offset);
        }
        long ipa = offset | (place.isShared() ? Elements.unprotectedBit(realm) : 0);
        StringBuilder text = new StringBuilder("IPA `" + Numbers.address(ipa) + "`, "
                + (place.isShared() ? "unprotected (shared)" : "protected (private)"));
        for (Slot slot : Elements.slots(realm)) {
            if (Elements.range(slot.getRange())
                    .filter(range -> range.contains(offset))
                    .isPresent()) {
                text.append(", in slot ").append(slot.getName());
            }
        }
        text.append("\n\nRTT indices:");
        for (int level = 0; level <= LAST_LEVEL; level++) {
            int shift = PAGE_BITS + INDEX_BITS * (LAST_LEVEL - level);
            if (shift < Elements.ipaBits(realm)) {
                text.append(" level ").append(level).append(": ").append(ipa >>> shift & ((1 << INDEX_BITS) - 1));
            }
        }
        return text.toString();
    }
}
