package org.realmscope.debug.ui.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.bindings.keys.ParseException;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;

/**
 * Proposes names while people write an expression.
 *
 * @param names beside the registers
 */
record NameProposals(Supplier<List<String>> names) implements IContentProposalProvider {
    private static final List<String> REGISTERS = List.of("$ESR_EL2", "$FAR_EL2", "$HPFAR_EL2", "$SP_EL0", "$pc");

    /** Adds them to a text, with Ctrl+Space. */
    static void install(Text text, Supplier<List<String>> names) {
        try {
            ContentProposalAdapter adapter = new ContentProposalAdapter(
                    text,
                    new TextContentAdapter(),
                    new NameProposals(names),
                    KeyStroke.getInstance("Ctrl+Space"),
                    null);
            adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_INSERT);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        ControlDecoration hint = new ControlDecoration(text, SWT.TOP | SWT.LEFT);
        hint.setImage(FieldDecorationRegistry.getDefault()
                .getFieldDecoration(FieldDecorationRegistry.DEC_CONTENT_PROPOSAL)
                .getImage());
        hint.setDescriptionText("Content assist: Ctrl+Space");
        hint.setShowOnlyOnFocus(true);
    }

    @Override
    public IContentProposal[] getProposals(String contents, int position) {
        int start = position;
        while (start > 0 && isInName(contents.charAt(start - 1))) {
            start--;
        }
        String begun = contents.substring(start, position);
        List<String> known = new ArrayList<>(names.get());
        known.addAll(REGISTERS);
        IntStream.rangeClosed(0, 30).forEach(i -> known.add("$x" + i));
        return known.stream()
                .filter(each -> each.length() > begun.length() && each.startsWith(begun))
                .map(each -> new ContentProposal(each.substring(begun.length()), each, null))
                .toArray(IContentProposal[]::new);
    }

    private static boolean isInName(char c) {
        return c == '$' || c == '_' || Character.isLetterOrDigit(c);
    }
}
