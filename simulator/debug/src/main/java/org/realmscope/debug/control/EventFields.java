package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiStatus;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RealmSelector;
import org.realmscope.debug.inspect.RecSummary;

/**
 * What conditions and log messages know of the event at which a breakpoint was hit.
 *
 * @param subject what the event is, for example {@code a stage 2 fault}
 * @param fields by name; of two with the same name the first counts
 * @param constants values of names that fields are compared with
 */
public record EventFields(String subject, List<EventField> fields, Map<String, Long> constants) {
    /** Of something that is no event. */
    public static final EventFields NONE = new EventFields("", List.of(), Map.of());

    private static final int STATUS_BITS = 0xff;

    public EventFields {
        fields = List.copyOf(fields);
    }

    /** A field, null if there is none of the name. */
    public @Nullable EventField field(String name) {
        for (EventField field : fields) {
            if (field.name().equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** The value of a field; empty if there is none of the name, or it has no value. */
    public OptionalLong value(String name) {
        EventField field = field(name);
        Long value = field == null ? null : field.value();
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The value of a constant; empty if there is none of the name. */
    public OptionalLong constant(String name) {
        Long value = constants.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Why a name has no value, for the end of a sentence that has the name. */
    public String problem(String name) {
        EventField field = field(name);
        if (field != null) {
            return field.text().startsWith("not known: ") ? "is " + field.text() : "is a text and no number";
        }
        return "is not known here";
    }

    /** A sentence about which names there are; empty if there are none. */
    public String hint() {
        return subject.isEmpty() ? "" : EventVocabulary.of(this).text();
    }

    /** The same, with more fields. */
    EventFields and(List<EventField> more) {
        List<EventField> all = new ArrayList<>(fields);
        all.addAll(more);
        return new EventFields(subject, all, constants);
    }

    /** The same, with those of a vocabulary that the event does not have as what it does not have. */
    EventFields filled(@Nullable EventVocabulary vocabulary) {
        if (vocabulary == null) {
            return this;
        }
        List<EventField> missing = vocabulary.names().stream()
                .filter(name -> field(name) == null)
                .map(EventField::none)
                .toList();
        return missing.isEmpty() ? this : and(missing);
    }

    // --- of calls

    /** What a call says: its inputs, and at the outcome its outputs, its status and its index. */
    public static EventFields of(CallFields call) {
        List<EventField> fields = new ArrayList<>();
        call.inputs().forEach(field -> fields.add(EventField.hexadecimal(field.name(), field.value())));
        call.outputs().forEach(field -> fields.add(EventField.hexadecimal(field.name(), field.value())));
        Long code = call.returnCode();
        if (code != null) {
            boolean isRmi = call.function().startsWith("RMI_");
            fields.add(new EventField(
                    EventVocabulary.STATUS, isRmi ? (Long) (code & STATUS_BITS) : code, true, call.result()));
            fields.add(EventField.decimal(EventVocabulary.INDEX, RmiStatus.index(code)));
        }
        return new EventFields(call.function(), fields, EventConstants.RIPAS);
    }

    /** The same, with who makes it and which vCPU and realm it is about. */
    public static EventFields of(CallFields call, int pe, Inspection view) {
        long rd = CallFilter.realmOf(call, pe, view);
        int vcpu = CallFilter.vcpuOf(call, pe, view);
        return of(call).and(who(pe, rd, vcpu, view));
    }

    // --- of who runs

    /** The PE, and the realm and vCPU that run on it. */
    static List<EventField> running(int pe, Inspection view) {
        RecSummary rec = view.runningRec(pe);
        return rec == null ? who(pe, RealmSelector.NONE, -1, view) : who(pe, rec.rd(), rec.number(), view);
    }

    /** The PE, and the realm and vCPU that an event is about. */
    static List<EventField> who(int pe, long rd, int vcpu, Inspection view) {
        boolean isRealm = rd != RealmSelector.NONE && view.isRealm(rd);
        EventField realm = EventField.decimal(EventVocabulary.REALM, view.realmNumber(rd));
        EventField number = EventField.decimal(EventVocabulary.VCPU, vcpu);
        return List.of(
                EventField.decimal(EventVocabulary.PE, pe),
                isRealm ? realm : missing(EventVocabulary.REALM, view),
                isRealm ? EventField.hexadecimal(EventVocabulary.RD, rd) : missing(EventVocabulary.RD, view),
                vcpu >= 0 ? number : missing(EventVocabulary.VCPU, view));
    }

    /** What the event does not have, or what only an RMM image knows. */
    static EventField missing(String name, Inspection view) {
        return view.knowsRealms() ? EventField.none(name) : EventField.unknown(name, "the RMM is an image");
    }

    @Override
    public String toString() {
        return fields.stream().map(each -> each.name() + " = " + each.text()).collect(Collectors.joining(", "));
    }
}
