package org.realmscope.scenario.lang.validation;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.validation.Check;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.build.Sizes;
import org.realmscope.scenario.lang.conversion.Numbers;
import org.realmscope.scenario.lang.syntax.Action;
import org.realmscope.scenario.lang.syntax.AgeAction;
import org.realmscope.scenario.lang.syntax.FailAction;
import org.realmscope.scenario.lang.syntax.FaultTrigger;
import org.realmscope.scenario.lang.syntax.HostCallTrigger;
import org.realmscope.scenario.lang.syntax.InterruptAction;
import org.realmscope.scenario.lang.syntax.MoveAction;
import org.realmscope.scenario.lang.syntax.PhaseTrigger;
import org.realmscope.scenario.lang.syntax.Range;
import org.realmscope.scenario.lang.syntax.ReadAction;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.ReplyAction;
import org.realmscope.scenario.lang.syntax.Rule;
import org.realmscope.scenario.lang.syntax.SetAction;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.TimeTrigger;
import org.realmscope.scenario.lang.syntax.UnmapAction;
import org.realmscope.scenario.lang.syntax.WriteAction;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.model.AddressRange;

/** What the VMM does with realms, and when; raw RMI calls and injected failures have checks of their own. */
public class ActionChecks extends Checks {
    private static final int LAST_INTID = 63;
    private static final int MOST_REPLIED = 4;

    @Check
    public void phase(PhaseTrigger trigger) {
        isKnown(
                "there is no moment",
                trigger.getPhase(),
                StateNames.PHASES,
                trigger,
                SyntaxPackage.Literals.PHASE_TRIGGER__PHASE);
    }

    @Check
    public void time(TimeTrigger trigger) {
        isWithin(
                "the number of instructions",
                trigger.getInstructions(),
                0,
                Long.MAX_VALUE,
                trigger,
                SyntaxPackage.Literals.TIME_TRIGGER__INSTRUCTIONS);
    }

    @Check
    public void fault(FaultTrigger trigger) {
        isWithin(
                "the number of the fault",
                trigger.getNumber(),
                1,
                Long.MAX_VALUE,
                trigger,
                SyntaxPackage.Literals.FAULT_TRIGGER__NUMBER);
    }

    @Check
    public void hostCall(HostCallTrigger trigger) {
        isWithin(
                "immediate",
                trigger.getImmediate(),
                0,
                StepChecks.END_IMMEDIATE - 1,
                trigger,
                SyntaxPackage.Literals.HOST_CALL_TRIGGER__IMMEDIATE);
    }

    /** Before the first realm is created there is nothing to do something with. */
    @Check
    public void actionsSuitTheMoment(Rule rule) {
        boolean boot = rule.getTrigger() instanceof PhaseTrigger phase && "boot".equals(phase.getPhase());
        for (Action action : rule.getActions()) {
            if (boot && !(action instanceof FailAction || action instanceof SetAction) && mentionsRealm(action)) {
                problem(
                        ProblemCode.NOT_HERE,
                        "'at boot' is before the realms are created; 'at start' is when they are ready to run",
                        action,
                        null);
            }
            if (action instanceof ReplyAction && !(rule.getTrigger() instanceof HostCallTrigger)) {
                problem(
                        ProblemCode.NOT_HERE,
                        "only a host call can be replied to; put this into 'on host_call NUMBER { ... }'",
                        action,
                        null);
            }
        }
    }

    private static boolean mentionsRealm(Action action) {
        return hasRealm(action)
                || EcoreUtil2.getAllContentsOfType(action, EObject.class).stream()
                        .anyMatch(ActionChecks::hasRealm);
    }

    private static boolean hasRealm(EObject element) {
        return element.eClass().getEAllReferences().stream()
                .anyMatch(reference -> reference.getEReferenceType() == SyntaxPackage.Literals.REALM);
    }

    @Check
    public void unmap(UnmapAction unmap) {
        slotRange("unmap", unmap.getRealm(), unmap.getRange());
    }

    @Check
    public void age(AgeAction age) {
        slotRange(age.isTest() ? "test_age" : "age", age.getRealm(), age.getRange());
    }

    private void slotRange(String what, @Nullable Realm realm, @Nullable Range range) {
        Optional<AddressRange> addresses = range(what, range, Elements.PAGE);
        if (realm == null || range == null || realm.eIsProxy() || addresses.isEmpty()) {
            return;
        }
        if (isInProtectedHalf("the range", addresses.get(), realm, range)) {
            Memory.of(realm).requireSlot(this, what + ":", addresses.get(), range, null);
        }
    }

    @Check
    public void move(MoveAction move) {
        Slot slot = move.getSlot() == null ? null : move.getSlot().getSlot();
        Long ipa = move.getIpa();
        if (slot == null || slot.eIsProxy() || ipa == null) {
            return;
        }
        var feature = SyntaxPackage.Literals.MOVE_ACTION__IPA;
        long alignment = "hugetlb".equals(slot.getBacking()) ? RealmChecks.BLOCK : Elements.PAGE;
        Optional<AddressRange> range = Elements.range(slot.getRange());
        if (!isAligned("move:", ipa, alignment, move, feature) || range.isEmpty()) {
            return;
        }
        Realm realm = (Realm) slot.eContainer();
        AddressRange target = new AddressRange(ipa, ipa + range.get().size());
        if (!isInProtectedHalf("the slot", target, realm, move)) {
            return;
        }
        for (Slot other : Elements.slots(realm)) {
            Optional<AddressRange> taken = Elements.range(other.getRange());
            if (other != slot && taken.isPresent() && taken.get().overlaps(target)) {
                problem(
                        ProblemCode.OVERLAP,
                        "slot '" + other.getName() + "' is at " + RealmChecks.text(taken.get()),
                        move,
                        feature);
            }
        }
    }

    @Check
    public void read(ReadAction read) {
        access(read.getRealm(), read.getIpa(), read.getSize(), read, SyntaxPackage.Literals.READ_ACTION__IPA);
        value(read.getExpected(), read.getSize(), read, SyntaxPackage.Literals.READ_ACTION__EXPECTED);
    }

    @Check
    public void write(WriteAction write) {
        access(write.getRealm(), write.getIpa(), write.getSize(), write, SyntaxPackage.Literals.WRITE_ACTION__IPA);
        value(write.getValue(), write.getSize(), write, SyntaxPackage.Literals.WRITE_ACTION__VALUE);
    }

    private void access(
            @Nullable Realm realm, @Nullable Long ipa, @Nullable String size, EObject at, EStructuralFeature feature) {
        if (realm == null || realm.eIsProxy() || ipa == null) {
            return;
        }
        int bytes = Sizes.bytes(size);
        if (isAligned("an access of this size:", ipa, bytes, at, feature)) {
            Memory.of(realm).requireSlot(this, "the VMM's access", new AddressRange(ipa, ipa + bytes), at, feature);
        }
    }

    private void value(@Nullable Long value, @Nullable String size, EObject at, EStructuralFeature feature) {
        int bytes = Sizes.bytes(size);
        if (value != null && !Sizes.fits(value, bytes)) {
            problem(
                    ProblemCode.NUMBER,
                    Numbers.address(value) + " does not fit into " + bytes * Byte.SIZE + " bits",
                    at,
                    feature);
        }
    }

    @Check
    public void interrupt(InterruptAction interrupt) {
        isWithin(
                "INTID",
                interrupt.getIntid(),
                0,
                LAST_INTID,
                interrupt,
                SyntaxPackage.Literals.INTERRUPT_ACTION__INTID);
    }

    @Check
    public void reply(ReplyAction reply) {
        List<Long> values = reply.getValues();
        if (values.size() > MOST_REPLIED) {
            problem(
                    ProblemCode.COUNT,
                    "a reply sets x0 to x3 and has at most " + MOST_REPLIED + " values, not " + values.size(),
                    reply,
                    null);
        }
    }
}
