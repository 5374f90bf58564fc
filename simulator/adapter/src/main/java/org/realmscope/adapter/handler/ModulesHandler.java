package org.realmscope.adapter.handler;

import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.Module;
import org.eclipse.lsp4j.debug.ModulesArguments;
import org.eclipse.lsp4j.debug.ModulesResponse;
import org.realmscope.adapter.debuggee.ModuleText;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.Lane;
import org.realmscope.adapter.request.RequestHandler;

/** {@code modules}: the programs on the machine: host, guests of the realms, RMM. */
public final class ModulesHandler implements RequestHandler<ModulesArguments, ModulesResponse> {
    private final Target target;

    public ModulesHandler(Target target) {
        this.target = target;
    }

    @Override
    public Command<ModulesArguments, ModulesResponse> command() {
        return Commands.MODULES;
    }

    @Override
    public Lane lane() {
        return Lane.ALWAYS;
    }

    @Override
    public void declare(Capabilities capabilities) {
        capabilities.setSupportsModulesRequest(true);
    }

    @Override
    public Answer<ModulesResponse> handle(ModulesArguments arguments) {
        List<Module> modules = new ModuleText(target.debuggee().programs()).all();
        ModulesResponse response = new ModulesResponse();
        response.setModules(page(modules, arguments));
        response.setTotalModules(modules.size());
        return Answer.of(response);
    }

    private static Module[] page(List<Module> modules, ModulesArguments arguments) {
        int count = Objects.requireNonNullElse(arguments.getModuleCount(), 0);
        return modules.stream()
                .skip(Math.max(Objects.requireNonNullElse(arguments.getStartModule(), 0), 0))
                .limit(count <= 0 ? Long.MAX_VALUE : count)
                .toArray(Module[]::new);
    }
}
