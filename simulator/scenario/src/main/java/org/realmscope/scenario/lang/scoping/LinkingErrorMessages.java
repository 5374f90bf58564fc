package org.realmscope.scenario.lang.scoping;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.diagnostics.DiagnosticMessage;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.linking.impl.LinkingDiagnosticMessageProvider;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.syntax.FaultFilter;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RecOperand;
import org.realmscope.scenario.lang.syntax.SlotReference;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.VcpuReference;
import org.realmscope.scenario.lang.vocabulary.Suggestion;

/** What to say about a name that nothing has. */
public class LinkingErrorMessages extends LinkingDiagnosticMessageProvider {
    private final IScopeProvider scopes;

    @Inject
    LinkingErrorMessages(IScopeProvider scopes) {
        this.scopes = scopes;
    }

    /** Nothing for a part of an unknown realm: that the realm is unknown says it all. */
    @Override
    public @Nullable DiagnosticMessage getUnresolvedProxyMessage(ILinkingDiagnosticContext context) {
        EReference reference = context.getReference();
        EObject owner = context.getContext();
        boolean isRealm = reference.getEReferenceType() == SyntaxPackage.Literals.REALM;
        Realm realm = isRealm ? null : realmOf(owner);
        if (realm != null && realm.eIsProxy()) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (IEObjectDescription described : scopes.getScope(owner, reference).getAllElements()) {
            names.add(described.getName().toString());
        }
        String word = context.getLinkText();
        String where = realm == null ? "" : " in realm '" + realm.getName() + "'";
        String message =
                "there is no " + kind(reference) + " '" + word + "'" + where + Suggestion.sentence(word, names);
        Optional<String> closest = Suggestion.closest(word, names);
        return new DiagnosticMessage(
                message,
                Severity.ERROR,
                ProblemCode.UNKNOWN_NAME.name(),
                closest.stream().toArray(String[]::new));
    }

    private static @Nullable Realm realmOf(EObject owner) {
        return switch (owner) {
            case SlotReference slot -> slot.getRealm();
            case VcpuReference vcpu -> vcpu.getRealm();
            case RecOperand operand -> operand.getRealm();
            case FaultFilter filter -> filter.getRealm();
            default -> null;
        };
    }

    private static String kind(EReference reference) {
        return switch (reference.getEReferenceType().getClassifierID()) {
            case SyntaxPackage.REALM -> "realm";
            case SyntaxPackage.SLOT -> "slot";
            case SyntaxPackage.VCPU -> "vCPU";
            case SyntaxPackage.FOR_STEP -> "loop variable";
            case SyntaxPackage.PAGES_ACTION -> "'pages' with the name";
            default -> "element";
        };
    }
}
