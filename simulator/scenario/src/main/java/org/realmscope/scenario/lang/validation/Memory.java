package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.xtext.EcoreUtil2;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.syntax.MoveAction;
import org.realmscope.scenario.lang.syntax.RamRange;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.VmmSection;
import org.realmscope.scenario.model.AddressRange;

/**
 * Where a realm has memory.
 *
 * @param slots before the run
 * @param moved where slots may be after the VMM moved them
 * @param ram what has RIPAS RAM before activation
 */
record Memory(List<AddressRange> slots, List<AddressRange> moved, List<AddressRange> ram) {
    static Memory of(Realm realm) {
        List<AddressRange> slots = new ArrayList<>();
        for (Slot slot : Elements.slots(realm)) {
            Elements.range(slot.getRange()).ifPresent(slots::add);
        }
        List<RamRange> lines = EcoreUtil2.typeSelect(realm.getItems(), RamRange.class);
        List<AddressRange> ram = new ArrayList<>();
        for (RamRange line : lines) {
            Elements.range(line.getRange()).ifPresent(ram::add);
        }
        return new Memory(slots, moves(realm), lines.isEmpty() ? slots : ram);
    }

    private static List<AddressRange> moves(Realm realm) {
        List<AddressRange> moved = new ArrayList<>();
        for (VmmSection vmm : EcoreUtil2.typeSelect(Elements.document(realm).getSections(), VmmSection.class)) {
            for (MoveAction move : EcoreUtil2.getAllContentsOfType(vmm, MoveAction.class)) {
                if (move.getSlot() != null && move.getSlot().getRealm() == realm && move.getIpa() != null) {
                    Optional<AddressRange> range =
                            Elements.range(move.getSlot().getSlot().getRange());
                    range.ifPresent(slot -> moved.add(new AddressRange(move.getIpa(), move.getIpa() + slot.size())));
                }
            }
        }
        return moved;
    }

    /** Says that {@code range} is in no slot or not RAM, unless it is. */
    boolean requireRam(
            Checks checks, String what, AddressRange range, EObject at, @Nullable EStructuralFeature feature) {
        if (slots.stream().noneMatch(slot -> holds(slot, range))) {
            checks.problem(
                    ProblemCode.OUTSIDE_MEMORY,
                    what + " at " + RealmChecks.text(range) + " is in no slot" + listed(slots),
                    at,
                    feature);
            return false;
        }
        if (!isCovered(range)) {
            checks.problem(
                    ProblemCode.OUTSIDE_MEMORY,
                    what + " at " + RealmChecks.text(range) + " is not RIPAS RAM before activation" + listed(ram),
                    at,
                    feature);
            return false;
        }
        return true;
    }

    /** Says that {@code range} is in no slot, wherever the slots are during the run, unless it is. */
    boolean requireSlot(
            Checks checks, String what, AddressRange range, EObject at, @Nullable EStructuralFeature feature) {
        if (slots.stream().anyMatch(slot -> holds(slot, range))
                || moved.stream().anyMatch(slot -> holds(slot, range))) {
            return true;
        }
        checks.problem(
                ProblemCode.OUTSIDE_MEMORY,
                what + " " + RealmChecks.text(range) + " is not within one slot" + listed(slots),
                at,
                feature);
        return false;
    }

    /** Ranges of RAM may adjoin each other. */
    private boolean isCovered(AddressRange range) {
        long at = range.base();
        boolean further = true;
        while (further && Long.compareUnsigned(at, range.end()) < 0) {
            further = false;
            for (AddressRange one : ram) {
                if (one.contains(at)) {
                    at = one.end();
                    further = true;
                }
            }
        }
        return Long.compareUnsigned(at, range.end()) >= 0;
    }

    static boolean holds(AddressRange outer, AddressRange inner) {
        return Long.compareUnsigned(inner.base(), outer.base()) >= 0
                && Long.compareUnsigned(inner.end(), outer.end()) <= 0
                && Long.compareUnsigned(inner.base(), inner.end()) <= 0;
    }

    private static String listed(List<AddressRange> ranges) {
        return ranges.isEmpty()
                ? ""
                : "; there " + (ranges.size() == 1 ? "is " : "are ")
                        + String.join(
                                ", ", ranges.stream().map(RealmChecks::text).toList());
    }
}
