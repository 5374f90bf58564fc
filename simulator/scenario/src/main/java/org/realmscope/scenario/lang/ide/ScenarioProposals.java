package org.realmscope.scenario.lang.ide;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.AbstractElement;
import org.eclipse.xtext.Assignment;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.TerminalRule;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistContext;
import org.eclipse.xtext.ide.editor.contentassist.ContentAssistEntry;
import org.eclipse.xtext.ide.editor.contentassist.IIdeContentProposalAcceptor;
import org.eclipse.xtext.ide.editor.contentassist.IdeContentProposalProvider;
import org.eclipse.xtext.nodemodel.ILeafNode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.jspecify.annotations.Nullable;
import org.realmscope.abi.RmiCommand;
import org.realmscope.abi.RsiCommand;
import org.realmscope.scenario.lang.build.Outcomes;
import org.realmscope.scenario.lang.syntax.CallStep;
import org.realmscope.scenario.lang.syntax.HostSection;
import org.realmscope.scenario.lang.syntax.PlatformSection;
import org.realmscope.scenario.lang.syntax.RmmSection;
import org.realmscope.scenario.lang.syntax.SetAction;
import org.realmscope.scenario.lang.syntax.Setting;
import org.realmscope.scenario.lang.syntax.Step;
import org.realmscope.scenario.lang.vocabulary.CallNames;
import org.realmscope.scenario.lang.vocabulary.SettingNames;
import org.realmscope.scenario.lang.vocabulary.StateNames;
import org.realmscope.scenario.lang.vocabulary.StatusNames;

/** Proposals for words that the grammar leaves open: settings and their values, commands, states, status codes. */
public class ScenarioProposals extends IdeContentProposalProvider {
    @Override
    protected Iterable<ContentAssistContext> getFilteredContexts(Collection<ContentAssistContext> contexts) {
        return contexts.stream().filter(each -> !isInComment(each)).toList();
    }

    private static boolean isInComment(ContentAssistContext context) {
        int offset = context.getOffset();
        ILeafNode before = offset == 0 ? null : NodeModelUtils.findLeafNodeAtOffset(context.getRootNode(), offset - 1);
        if (before == null || !before.isHidden()) {
            return false;
        }
        String text = before.getText().substring(0, offset - before.getOffset());
        return text.startsWith("//") && !text.contains("\n") || text.startsWith("/*") && text.indexOf("*/", 2) < 0;
    }

    @Override
    protected void _createProposals(
            Assignment assignment, ContentAssistContext context, IIdeContentProposalAcceptor acceptor) {
        List<String> words = words(assignment, context);
        if (words.isEmpty() && !isTerminal(assignment.getTerminal())) {
            super._createProposals(assignment, context, acceptor);
        }
        for (String word : words) {
            ContentAssistEntry entry = getProposalCreator().createProposal(word, context);
            if (entry != null) {
                entry.setKind(ContentAssistEntry.KIND_VALUE);
                entry.setDescription(description(word));
                acceptor.accept(entry, getProposalPriorities().getDefaultPriority(entry));
            }
        }
    }

    /** Whether it is a number or a text, for which Xtext proposes the name of a feature. */
    private static boolean isTerminal(AbstractElement element) {
        return element instanceof RuleCall call && call.getRule() instanceof TerminalRule;
    }

    /** Keywords that are also allowed as names are proposed only where they are keywords. */
    @Override
    protected boolean filterKeyword(Keyword keyword, ContentAssistContext context) {
        return switch (GrammarUtil.containingRule(keyword).getName()) {
            case "Name", "Word", "OutcomeWord" -> false;
            default -> super.filterKeyword(keyword, context);
        };
    }

    private static List<String> words(Assignment assignment, ContentAssistContext context) {
        EObject model = context.getCurrentModel();
        return switch (GrammarUtil.containingRule(assignment).getName() + "." + assignment.getFeature()) {
            case "LoadStep.size", "StoreStep.size", "ReadAction.size", "WriteAction.size" -> StateNames.SIZES;
            case "Setting.key" -> SettingNames.names(settings(model));
            case "SettingValue.word" -> values(model);
            case "Slot.backing" -> StateNames.BACKINGS;
            case "RamRange.state" -> List.of("ram");
            case "AtomicStep.operation" -> StateNames.ATOMICS;
            case "SetRipasStep.state" -> StateNames.RIPAS_TO_SET;
            case "SetRipasStep.option" -> List.of("destroyed");
            case "CallStep.command" -> calls(model);
            case "OutcomeValue.word" -> outcomes(model);
            case "PhaseTrigger.phase", "Trigger.phase" -> StateNames.PHASES;
            case "RmiAction.command", "FailAction.command", "CallsExpectation.command" -> CallNames.rmiNames();
            case "Status.code" -> StatusNames.rmiNames();
            case "Count.bound" -> StateNames.BOUNDS;
            case "ReportsExpectation.kind" -> StateNames.REPORTS;
            case "RipasExpectation.state" -> StateNames.RIPAS;
            case "RttExpectation.state" -> StateNames.RTT_ENTRY;
            case "MeasurementExpectation.register" -> StateNames.MEASUREMENTS;
            case "VcpuExpectation.how" -> StateNames.VCPU_END;
            case "FaultFilter.resolution" -> resolutions();
            default -> List.of();
        };
    }

    private static List<SettingNames.Setting> settings(@Nullable EObject model) {
        EObject section = model instanceof Setting setting ? setting.eContainer() : model;
        return switch (section) {
            case PlatformSection platform -> SettingNames.PLATFORM;
            case RmmSection rmm -> SettingNames.RMM;
            case HostSection host -> SettingNames.HOST;
            case SetAction set -> SettingNames.switches();
            case null, default -> SettingNames.REALM;
        };
    }

    private static List<String> values(@Nullable EObject model) {
        Setting setting = model == null ? null : EcoreUtil2.getContainerOfType(model, Setting.class);
        if (setting == null || setting.getKey() == null) {
            return List.of();
        }
        return SettingNames.find(settings(setting), setting.getKey())
                .map(SettingNames.Setting::words)
                .orElse(List.of());
    }

    private static List<String> calls(@Nullable EObject model) {
        return model instanceof CallStep call && "psci".equals(call.getKind())
                ? CallNames.psciNames()
                : CallNames.rsiNames();
    }

    private static List<String> outcomes(@Nullable EObject model) {
        Step step = model == null ? null : EcoreUtil2.getContainerOfType(model, Step.class);
        return step == null ? StateNames.OUTCOMES : Outcomes.words(step);
    }

    private static List<String> resolutions() {
        List<String> words = new ArrayList<>(StateNames.RESOLUTION);
        words.addAll(CallNames.rmiNames());
        return words;
    }

    /** Parameters of a command; nothing for other words. */
    private static String description(String word) {
        Optional<List<String>> inputs = CallNames.rmi(word)
                .map(RmiCommand::inputs)
                .or(() -> CallNames.rsi(word).map(RsiCommand::inputs))
                .or(() -> CallNames.psci(word).map(CallNames.PsciFunction::inputs));
        return inputs.map(names -> "(" + String.join(", ", names) + ")").orElse("");
    }
}
