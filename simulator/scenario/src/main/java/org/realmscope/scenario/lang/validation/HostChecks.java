package org.realmscope.scenario.lang.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.eclipse.xtext.validation.Check;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.build.SourceText;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.FetchStep;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.GetRipasStep;
import org.realmscope.scenario.lang.syntax.MoveAction;
import org.realmscope.scenario.lang.syntax.NamedOutcome;
import org.realmscope.scenario.lang.syntax.Outcome;
import org.realmscope.scenario.lang.syntax.Place;
import org.realmscope.scenario.lang.syntax.Populate;
import org.realmscope.scenario.lang.syntax.Program;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.Step;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.model.AddressRange;
import org.realmscope.scenario.model.HostSwitch;

/** What KVM refuses: memory slots that cannot be, and faults that cannot be handled. */
public class HostChecks extends Checks {
    private static final String GUEST_MEMFD = "guest_memfd";
    /** Code and vectors, which are populated, of a program of ordinary size. */
    private static final long PROGRAM_BYTES = 2 * Elements.PAGE;

    @Check
    public void readOnlyFile(Slot slot) {
        if (slot.isReadOnly() && GUEST_MEMFD.equals(slot.getBacking())) {
            problem(
                    ProblemCode.REFUSED_BY_HOST,
                    "a slot with a guest_memfd cannot be read-only: KVM refuses it with -EINVAL; leave 'readonly' out,"
                            + " or take another backing",
                    slot,
                    SyntaxPackage.Literals.SLOT__READ_ONLY,
                    "");
        }
    }

    @Check
    public void movedFile(MoveAction move) {
        if (move.getSlot() == null) {
            return;
        }
        Slot slot = move.getSlot().getSlot();
        if (slot != null && GUEST_MEMFD.equals(slot.getBacking())) {
            problem(
                    ProblemCode.REFUSED_BY_HOST,
                    "slot '" + slot.getName() + "' has a guest_memfd and can only be deleted: KVM refuses to move it"
                            + " with -EINVAL",
                    move,
                    SyntaxPackage.Literals.MOVE_ACTION__SLOT);
        }
    }

    /** Since the later series, protected memory of a slot without a guest_memfd cannot be faulted in. */
    @Check
    public void protectedMemoryOfToday(Slot slot) {
        Optional<AddressRange> range = Elements.range(slot.getRange());
        if (GUEST_MEMFD.equals(slot.getBacking()) || range.isEmpty() || !isToday(Elements.document(slot))) {
            return;
        }
        Realm realm = (Realm) slot.eContainer();
        List<AddressRange> populated = populated(realm);
        for (Place place : EcoreUtil2.getAllContentsOfType(realm, Place.class)) {
            if (faults(place, range.get(), populated)) {
                warn(slot, place.eContainer());
                return;
            }
        }
    }

    private void warn(Slot slot, EObject step) {
        boolean hasBacking = slot.getBacking() != null;
        String range = NodeModelUtils.getTokenText(NodeModelUtils.getNode(slot.getRange()));
        suspicion(
                ProblemCode.REFUSED_BY_HOST,
                "with 'behaviour today' protected memory comes from a guest_memfd or not at all: '"
                        + SourceText.text(step) + "' ends with " + (step instanceof FetchStep ? "-ENXIO" : "-EINVAL")
                        + "; write 'backing guest_memfd' in slot '"
                        + slot.getName() + "'",
                slot,
                hasBacking ? SyntaxPackage.Literals.SLOT__BACKING : SyntaxPackage.Literals.SLOT__RANGE,
                hasBacking ? GUEST_MEMFD : range + " backing " + GUEST_MEMFD);
    }

    private static boolean isToday(Document document) {
        return EcoreUtil2.getAllContentsOfType(document, Setting.class).stream()
                .anyMatch(setting -> HostSwitch.BEHAVIOUR.text().equals(setting.getKey())
                        && Elements.word(setting).equals(Optional.of("today")));
    }

    private static List<AddressRange> populated(Realm realm) {
        List<AddressRange> populated = new ArrayList<>();
        for (Populate content : EcoreUtil2.typeSelect(realm.getItems(), Populate.class)) {
            if (content.getBase() != null) {
                populated.add(Elements.range(content.getBase(), content.getEnd(), content.getSize()));
            }
        }
        List<Program> programs = EcoreUtil2.typeSelect(realm.getItems(), Program.class);
        Long base = programs.isEmpty() ? null : programs.getFirst().getBase();
        if (base == null) {
            Slot first = Elements.slots(realm).getFirst();
            base = Elements.range(first.getRange()).map(AddressRange::base).orElse(0L);
        }
        populated.add(new AddressRange(base, base + PROGRAM_BYTES));
        return populated;
    }

    private static boolean faults(Place place, AddressRange slot, List<AddressRange> populated) {
        if (PlaceChecks.isShared(place) || place.eContainer() instanceof GetRipasStep || expectsStuck(place)) {
            return false;
        }
        ForStep loop = place.getVariable();
        if (loop == null) {
            Long ipa = place.getOffset();
            return ipa != null && slot.contains(ipa) && populated.stream().noneMatch(content -> content.contains(ipa));
        }
        Optional<AddressRange> range = loop.eIsProxy() ? Optional.empty() : Elements.range(loop.getRange());
        return range.isPresent()
                && range.get().overlaps(slot)
                && populated.stream().noneMatch(content -> Memory.holds(content, range.get()));
    }

    private static boolean expectsStuck(Place place) {
        return place.eContainer() instanceof Step step
                && EcoreUtil2.getAllContentsOfType(step, Outcome.class).stream()
                        .flatMap(outcome -> outcome.getValues().stream())
                        .anyMatch(value -> value instanceof NamedOutcome named && "stuck".equals(named.getWord()));
    }
}
