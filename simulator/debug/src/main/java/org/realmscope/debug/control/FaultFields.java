package org.realmscope.debug.control;

import java.util.ArrayList;
import java.util.List;
import org.realmscope.debug.inspect.Inspection;
import org.realmscope.debug.inspect.RecSummary;
import org.realmscope.debug.inspect.RttEntry;
import org.realmscope.machine.event.FaultKind;
import org.realmscope.machine.event.Syndrome;

/** What conditions and log messages know of faults. */
final class FaultFields {
    private FaultFields() {}

    /** Of a stage 2 fault, where the PE has just taken it, or the RMM has just reported it. */
    static EventFields of(RealmFault fault, Inspection view) {
        List<EventField> fields = new ArrayList<>();
        fields.add(EventField.hexadecimal("ipa", fault.ipa()));
        fields.add(EventField.hexadecimal("hpfar", fault.syndrome().hpfar()));
        fields.add(EventField.decimal("repeats", view.machine().counts().faultRepeats(fault.pe())));
        fields.addAll(ofTables(fault, view));
        fields.addAll(ofSyndrome(fault.syndrome()));
        fields.add(EventField.decimal("reported", fault.isReported() ? 1 : 0));
        RecSummary rec = fault.rec();
        fields.addAll(EventFields.who(fault.pe(), fault.rd(), rec == null ? -1 : rec.number(), view));
        return new EventFields(EventVocabulary.FAULT, fields, EventConstants.FAULTS);
    }

    /** What the RMM's tables say of the IPA, and what it will do. */
    private static List<EventField> ofTables(RealmFault fault, Inspection view) {
        RecSummary rec = fault.rec();
        if (rec == null) {
            return missing(view, "protected", "ripas", "hipas", "decision");
        }
        List<EventField> fields = new ArrayList<>();
        boolean isProtected = view.isProtected(rec.rd(), fault.ipa());
        fields.add(EventField.decimal("protected", isProtected ? 1 : 0));
        String decision = view.abortDecision(
                rec.rec(), fault.syndrome().esr(), fault.syndrome().hpfar());
        fields.add(new EventField("decision", EventConstants.decision(decision), true, decision));
        if (fault.ipa() < view.realm(rec.rd()).ipaEnd()) {
            RttEntry entry = view.rttLeaf(rec.rd(), fault.ipa());
            fields.add(EventField.constant("hipas", entry.hipas()));
            fields.add(isProtected ? EventField.constant("ripas", entry.ripas()) : EventField.none("ripas"));
        } else {
            fields.addAll(missing(view, "ripas", "hipas"));
        }
        return fields;
    }

    private static List<EventField> missing(Inspection view, String... names) {
        List<EventField> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(EventFields.missing(name, view));
        }
        return fields;
    }

    private static List<EventField> ofSyndrome(Syndrome syndrome) {
        int status = syndrome.faultStatusCode();
        return List.of(
                EventField.constant("kind", FaultKind.of(status)),
                EventField.constant("access", FaultFilter.Access.of(syndrome.esr())),
                EventField.decimal("level", FaultKind.level(status)),
                EventField.hexadecimal("va", syndrome.far()),
                EventField.hexadecimal("far", syndrome.far()),
                EventField.hexadecimal("pc", syndrome.elr()),
                EventField.hexadecimal("esr", syndrome.esr()));
    }

    /** Of an abort other than a stage 2 abort of a realm. */
    static EventFields ofAbort(String subject, int pe, Syndrome syndrome, Inspection view) {
        List<EventField> fields = new ArrayList<>(ofSyndrome(syndrome));
        for (String name : List.of("ipa", "hpfar", "repeats", "protected", "ripas", "hipas", "decision", "reported")) {
            fields.add(EventField.none(name));
        }
        fields.addAll(EventFields.running(pe, view));
        return new EventFields(subject, fields, EventConstants.FAULTS);
    }
}
