package org.realmscope.scenario.lang.scoping;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.scoping.IScope;
import org.eclipse.xtext.scoping.Scopes;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.syntax.CallArgument;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.FaultFilter;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.PagesAction;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RecOperand;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.SlotReference;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.Vcpu;
import org.realmscope.scenario.lang.syntax.VcpuReference;
import org.realmscope.scenario.lang.syntax.VmmSection;

/**
 * Realms and pages are known in the whole document, slots and vCPUs behind the name of their realm (vCPUs also without
 * it, within their realm), loop variables in the body of their loop. Nothing refers to another file.
 */
public class ScenarioScopeProvider extends AbstractScenarioScopeProvider {
    @Override
    public IScope getScope(EObject context, EReference reference) {
        List<EObject> named = new ArrayList<>();
        for (EObject candidate : candidates(context, reference.getEReferenceType())) {
            if (!name(candidate).isEmpty()) {
                named.add(candidate);
            }
        }
        return Scopes.scopeFor(named, QualifiedName.wrapper(ScenarioScopeProvider::name), IScope.NULLSCOPE);
    }

    private static List<? extends EObject> candidates(EObject context, EClass type) {
        if (!(EcoreUtil2.getRootContainer(context) instanceof Document document)) {
            return List.of();
        }
        if (type == SyntaxPackage.Literals.REALM) {
            return EcoreUtil2.typeSelect(document.getSections(), Realm.class);
        }
        if (type == SyntaxPackage.Literals.PAGES_ACTION) {
            return pages(document);
        }
        if (type == SyntaxPackage.Literals.FOR_STEP) {
            return enclosingLoops(context);
        }
        Realm realm = realmOf(context);
        if (realm == null || realm.eIsProxy()) {
            return List.of();
        }
        return type == SyntaxPackage.Literals.SLOT
                ? EcoreUtil2.typeSelect(realm.getItems(), Slot.class)
                : EcoreUtil2.typeSelect(realm.getItems(), Vcpu.class);
    }

    private static List<PagesAction> pages(Document document) {
        return EcoreUtil2.typeSelect(document.getSections(), VmmSection.class).stream()
                .flatMap(vmm -> vmm.getRules().stream())
                .flatMap(rule -> EcoreUtil2.typeSelect(rule.getActions(), PagesAction.class).stream())
                .toList();
    }

    /** The realm in which a reference to a slot or vCPU looks for its name. */
    private static @Nullable Realm realmOf(EObject context) {
        return switch (context) {
            case SlotReference reference -> reference.getRealm();
            case VcpuReference reference -> reference.getRealm();
            case RecOperand operand -> operand.getRealm();
            case FaultFilter filter -> filter.getRealm();
            case CallArgument argument -> EcoreUtil2.getContainerOfType(argument, Realm.class);
            default -> EcoreUtil2.getContainerOfType(context, Realm.class);
        };
    }

    /** From the innermost, so that an inner variable hides an outer one of its name. */
    private static List<ForStep> enclosingLoops(EObject context) {
        List<ForStep> loops = new ArrayList<>();
        for (EObject at = context; at != null; at = at.eContainer()) {
            if (at instanceof ForStep loop) {
                loops.add(loop);
            }
        }
        return loops;
    }

    private static String name(EObject named) {
        String name = switch (named) {
            case Realm realm -> realm.getName();
            case Slot slot -> slot.getName();
            case Vcpu vcpu -> vcpu.getName();
            case ForStep loop -> loop.getName();
            case PagesAction pages -> pages.getName();
            default -> null;
        };
        return name == null ? "" : name;
    }
}
