package org.realmscope.scenario.lang.ide;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.lsp4j.SymbolKind;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolDetailsProvider;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolKindProvider;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolMapper.DocumentSymbolNameProvider;
import org.jspecify.annotations.Nullable;
import org.realmscope.scenario.lang.build.SourceText;
import org.realmscope.scenario.lang.syntax.Expectation;
import org.realmscope.scenario.lang.syntax.FailAction;
import org.realmscope.scenario.lang.syntax.ForStep;
import org.realmscope.scenario.lang.syntax.MmioRegister;
import org.realmscope.scenario.lang.syntax.PagesAction;
import org.realmscope.scenario.lang.syntax.Populate;
import org.realmscope.scenario.lang.syntax.Program;
import org.realmscope.scenario.lang.syntax.Realm;
import org.realmscope.scenario.lang.syntax.RepeatStep;
import org.realmscope.scenario.lang.syntax.Rule;
import org.realmscope.scenario.lang.syntax.Section;
import org.realmscope.scenario.lang.syntax.Slot;
import org.realmscope.scenario.lang.syntax.Vcpu;

/** What the outline of a scenario shows, and how. What has no name here is not in it. */
final class Outline {
    private Outline() {}

    /** Names of the outline's entries: names where there are some, else the head of the statement. */
    public static class Names extends DocumentSymbolNameProvider {
        @Override
        public @Nullable String getName(EObject element) {
            return switch (element) {
                case Realm realm -> realm.getName();
                case Slot slot -> slot.getName();
                case Vcpu vcpu -> vcpu.getName();
                case PagesAction pages -> pages.getName();
                case Populate populate -> SourceText.text(populate);
                case Program program -> SourceText.text(program);
                case MmioRegister register -> SourceText.text(register);
                case Rule rule -> SourceText.text(rule);
                case FailAction fail -> SourceText.text(fail);
                case Section section -> SourceText.text(section);
                case ForStep loop -> SourceText.text(loop);
                case RepeatStep repeat -> SourceText.text(repeat);
                case Expectation expectation -> SourceText.text(expectation);
                default -> null;
            };
        }
    }

    /** What the things are that have names. */
    public static class Details extends DocumentSymbolDetailsProvider {
        @Override
        public String getDetails(EObject element) {
            return switch (element) {
                case Realm realm -> "realm";
                case Slot slot -> "slot";
                case Vcpu vcpu -> "vCPU";
                case PagesAction pages -> "pages";
                default -> "";
            };
        }
    }

    /** Icons of the outline's entries. */
    public static class Kinds extends DocumentSymbolKindProvider {
        @Override
        public SymbolKind getSymbolKind(EObject element) {
            return switch (element) {
                case Realm realm -> SymbolKind.Class;
                case Slot slot -> SymbolKind.Field;
                case Vcpu vcpu -> SymbolKind.Method;
                case PagesAction pages -> SymbolKind.Variable;
                case Rule rule -> SymbolKind.Event;
                case Expectation expectation -> SymbolKind.Boolean;
                case Section section -> SymbolKind.Namespace;
                default -> SymbolKind.Constant;
            };
        }
    }
}
