package org.realmscope.scenario.lang.scoping;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.xtext.diagnostics.DiagnosticMessage;
import org.eclipse.xtext.diagnostics.Severity;
import org.eclipse.xtext.linking.impl.LinkingDiagnosticMessageProvider;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScopeProvider;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.ProblemCode;
import org.realmscope.scenario.lang.build.Elements;
import org.realmscope.scenario.lang.syntax.Document;
import org.realmscope.scenario.lang.syntax.FaultFilter;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RecOperand;
import org.realmscope.scenario.lang.syntax.SlotReference;
import org.realmscope.scenario.lang.syntax.SyntaxPackage;
import org.realmscope.scenario.lang.syntax.VcpuReference;
import org.realmscope.scenario.lang.vocabulary.Suggestion;

/** What to say about a name that nothing has. */
public class LinkingErrorMessages extends LinkingDiagnosticMessageProvider {
    /** Words for the halves of the IPA space that are no part of the language's addresses. */
    private static final Set<String> HALVES = Set.of("private", "protected", "unprotected");

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
        Optional<String> meant = meant(word, reference, Elements.document(owner));
        String message = "there is no " + kind(reference) + " '" + word + "'" + where
                + meant.map(text -> "; write '" + text + "'").orElseGet(() -> Suggestion.sentence(word, names));
        if (reference.getEReferenceType() == SyntaxPackage.Literals.FOR_STEP && HALVES.contains(word)) {
            return half(word);
        }
        Optional<String> closest = meant.or(() -> Suggestion.closest(word, names));
        return new DiagnosticMessage(
                message,
                Severity.ERROR,
                ProblemCode.UNKNOWN_NAME.name(),
                closest.stream().toArray(String[]::new));
    }

    /** Addresses are written without the unprotected bit; only {@code shared} sets it. */
    private static DiagnosticMessage half(String word) {
        boolean isShared = word.equals("unprotected");
        return new DiagnosticMessage(
                isShared
                        ? "write 'shared' in front of an address for its unprotected alias"
                        : "addresses without 'shared' are protected (private); leave '" + word + "' out",
                Severity.ERROR,
                ProblemCode.UNKNOWN_NAME.name(),
                isShared ? new String[] {"shared"} : new String[] {""});
    }

    /** The whole name, for a slot or vCPU without its realm and for a realm where its RD is meant. */
    private static Optional<String> meant(String word, EReference reference, Document document) {
        if (reference.getEReferenceType() == SyntaxPackage.Literals.PAGES_ACTION) {
            return Elements.realms(document).stream()
                    .map(Realm::getName)
                    .filter(word::equals)
                    .map(name -> name + ".rd")
                    .findFirst();
        }
        if (reference.getEReferenceType() != SyntaxPackage.Literals.REALM) {
            return Optional.empty();
        }
        for (Realm realm : Elements.realms(document)) {
            boolean isPart = Elements.slots(realm).stream().anyMatch(slot -> word.equals(slot.getName()))
                    || Elements.vcpus(realm).stream().anyMatch(vcpu -> word.equals(vcpu.getName()));
            if (isPart) {
                return Optional.of(realm.getName() + "." + word);
            }
        }
        return Optional.empty();
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
