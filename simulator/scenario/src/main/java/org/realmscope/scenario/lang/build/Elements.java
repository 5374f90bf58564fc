package org.realmscope.scenario.lang.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.MmioRegister;
import org.realmscope.scenario.lang.syntax.NumberValue;
import org.realmscope.scenario.lang.syntax.Range;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.TextValue;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.syntax.WordValue;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.RealmSetup;

/** Reads the syntax tree, which may have holes where the text is wrong. */
public final class Elements {
    /** Bytes of a granule. */
    public static final long PAGE = 0x1000;

    /** Width of a realm's IPA space when it does not say. */
    public static final int DEFAULT_IPA_BITS = 36;

    /** Narrowest IPA space of a realm. */
    public static final int LEAST_IPA_BITS = 32;

    /** Widest IPA space of a realm, with LPA2. */
    public static final int MOST_IPA_BITS = 52;

    private Elements() {}

    public static List<Realm> realms(Document document) {
        return EcoreUtil2.typeSelect(document.getSections(), Realm.class);
    }

    public static List<Slot> slots(Realm realm) {
        return EcoreUtil2.typeSelect(realm.getItems(), Slot.class);
    }

    public static List<Vcpu> vcpus(Realm realm) {
        return EcoreUtil2.typeSelect(realm.getItems(), Vcpu.class);
    }

    /** What reads of emulated devices give. */
    public static List<MmioRegister> registers(Realm realm) {
        return EcoreUtil2.typeSelect(realm.getItems(), MmioRegister.class);
    }

    public static List<Setting> settings(Realm realm) {
        return EcoreUtil2.typeSelect(realm.getItems(), Setting.class);
    }

    public static Document document(EObject element) {
        return (Document) EcoreUtil2.getRootContainer(element);
    }

    /** The realm in which an element is written, null for one outside. */
    public static @Nullable Realm realm(EObject element) {
        return EcoreUtil2.getContainerOfType(element, Realm.class);
    }

    public static Optional<Setting> setting(List<Setting> settings, String key) {
        return settings.stream().filter(setting -> key.equals(setting.getKey())).findFirst();
    }

    public static OptionalLong number(List<Setting> settings, String key) {
        Optional<Setting> setting = setting(settings, key);
        return setting.isPresent() && setting.get().getValue() instanceof NumberValue value && value.getNumber() != null
                ? OptionalLong.of(value.getNumber())
                : OptionalLong.empty();
    }

    public static Optional<String> word(List<Setting> settings, String key) {
        return setting(settings, key).flatMap(setting -> word(setting));
    }

    /** The word that a setting has; none if it has something else. */
    public static Optional<String> word(Setting setting) {
        return setting.getValue() instanceof WordValue value ? Optional.ofNullable(value.getWord()) : Optional.empty();
    }

    public static Optional<String> text(List<Setting> settings, String key) {
        return setting(settings, key)
                .flatMap(setting -> setting.getValue() instanceof TextValue value
                        ? Optional.ofNullable(value.getText())
                        : Optional.empty());
    }

    /** Width of the realm's IPA space; the default if what is written is no width at all. */
    public static int ipaBits(Realm realm) {
        long bits = number(settings(realm), "ipa_bits").orElse(DEFAULT_IPA_BITS);
        return bits >= LEAST_IPA_BITS && bits <= MOST_IPA_BITS ? (int) bits : DEFAULT_IPA_BITS;
    }

    /** Lowest address of the unprotected half. */
    public static long unprotectedBit(Realm realm) {
        return 1L << (ipaBits(realm) - 1);
    }

    public static boolean isLpa2(Realm realm) {
        return word(settings(realm), "lpa2").equals(Optional.of("on"));
    }

    /** The addresses of a range; one page if only its base is written. */
    public static Optional<AddressRange> range(@Nullable Range range) {
        if (range == null || range.getBase() == null) {
            return Optional.empty();
        }
        return Optional.of(range(range.getBase(), range.getEnd(), range.getSize()));
    }

    /** See {@link #range(Range)}. */
    public static AddressRange range(long base, @Nullable Long end, @Nullable Long size) {
        if (end != null) {
            return new AddressRange(base, end);
        }
        return new AddressRange(base, base + (size == null ? PAGE : size));
    }

    /** A number that stands where the text is correct. */
    public static long value(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /** Position of the realm among all of the document. */
    public static int index(Realm realm) {
        return realms(document(realm)).indexOf(realm);
    }

    public static int index(Vcpu vcpu) {
        return vcpus((Realm) vcpu.eContainer()).indexOf(vcpu);
    }

    public static int index(Slot slot) {
        return slots((Realm) slot.eContainer()).indexOf(slot);
    }

    /** Starting level of a realm's RTT, or {@link RealmSetup#HOST_CHOOSES}. */
    public static int startLevel(Realm realm) {
        return (int) number(settings(realm), "start_level").orElse(RealmSetup.HOST_CHOOSES);
    }
}
