package org.realmscope.debug.ui.tests;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IExpressionManager;
import org.eclipse.debug.core.model.IWatchExpression;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realmscope.debug.core.breakpoints.CallBreakpoint;
import org.realmscope.debug.core.model.MachineTarget;
import org.realmscope.debug.core.model.RealmFrame;
import org.realmscope.debug.core.model.RealmRegisterGroup;

/** The platform's own views show the machine of the selected frame: now, or at one of several open moments. */
class StandardViewsTest extends SessionFixture {
    private final IWorkbenchPage page = Screen.window().getActivePage();

    @AfterEach
    void closeViews() {
        IExpressionManager expressions = DebugPlugin.getDefault().getExpressionManager();
        expressions.removeExpressions(expressions.getExpressions());
        for (String each : List.of(IDebugUIConstants.ID_EXPRESSION_VIEW, IDebugUIConstants.ID_REGISTER_VIEW)) {
            IViewPart view = page.findView(each);
            if (view != null) {
                page.hideView(view);
            }
        }
    }

    @Test
    void framesOfMomentsDriveTheViewsOfThePlatform() throws Exception {
        CallBreakpoint.at("RMI_RTT_MAP_UNPROTECTED", Map.of());
        launch(scenario("faulting.rme"));
        RealmFrame live = awaitFrame();
        MachineTarget first =
                (MachineTarget) answer(target().session().openFault(1)).target();
        MachineTarget reset =
                (MachineTarget) answer(target().session().openMoment("0.0")).target();
        IWatchExpression moment =
                DebugPlugin.getDefault().getExpressionManager().newWatchExpression("moment");
        DebugPlugin.getDefault().getExpressionManager().addExpression(moment);
        page.showView(IDebugUIConstants.ID_EXPRESSION_VIEW);
        assertNotEquals(first.state().moment(), reset.state().moment());

        RealmFrame atFault = selectFrame(first.threads().get(1));
        awaitViews(atFault, moment);
        RealmFrame atReset = selectFrame(reset.threads().get(0));
        assertNotSame(atFault, atReset);
        awaitViews(atReset, moment);
        select(live);
        awaitViews(live, moment);
        select(atFault);
        awaitViews(atFault, moment);
    }

    private void awaitViews(RealmFrame frame, IWatchExpression moment) throws Exception {
        String where = frame.target().state().moment();
        awaitVariables(frame);
        awaitRegisters(frame);
        page.showView(IDebugUIConstants.ID_EXPRESSION_VIEW);
        Screen.until(
                () -> where.equals(value(moment)),
                () -> "the expression is " + value(moment) + ", not " + where + ": "
                        + Arrays.toString(moment.getErrorMessages()));
    }

    private static String value(IWatchExpression expression) {
        try {
            return expression.getValue() == null ? "" : expression.getValue().getValueString();
        } catch (DebugException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitVariables(RealmFrame frame) throws Exception {
        IDebugView view = (IDebugView) page.showView(IDebugUIConstants.ID_VARIABLE_VIEW);
        Screen.until(
                () -> Objects.equals(frame, view.getViewer().getInput()),
                () -> "the variables are of " + view.getViewer().getInput());
    }

    private void awaitRegisters(RealmFrame frame) throws Exception {
        IDebugView view = (IDebugView) page.showView(IDebugUIConstants.ID_REGISTER_VIEW);
        Tree tree = (Tree) view.getViewer().getControl();
        Screen.until(
                () -> tree.getItemCount() > 1
                        && tree.getItem(0).getData() instanceof RealmRegisterGroup group
                        && group.target() == frame.target()
                        && !tree.getItem(0).getText().isBlank(),
                () -> "the registers are " + Arrays.toString(tree.getItems()));
    }
}
