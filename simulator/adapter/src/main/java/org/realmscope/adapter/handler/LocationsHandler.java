package org.realmscope.adapter.handler;

import org.eclipse.lsp4j.debug.LocationsArguments;
import org.eclipse.lsp4j.debug.LocationsResponse;
import org.realmscope.adapter.debuggee.Client;
import org.realmscope.adapter.debuggee.Debuggee;
import org.realmscope.adapter.debuggee.Given;
import org.realmscope.adapter.debuggee.Reference;
import org.realmscope.adapter.debuggee.Target;
import org.realmscope.adapter.request.Answer;
import org.realmscope.adapter.request.Command;
import org.realmscope.adapter.request.Commands;
import org.realmscope.adapter.request.RequestError;
import org.realmscope.adapter.request.RequestHandler;

/** {@code locations}: where a variable is declared, or the function that a pointer points to. */
public final class LocationsHandler implements RequestHandler<LocationsArguments, LocationsResponse> {
    private final Target target;
    private final Client client;

    public LocationsHandler(Target target, Client client) {
        this.target = target;
        this.client = client;
    }

    @Override
    public Command<LocationsArguments, LocationsResponse> command() {
        return Commands.LOCATIONS;
    }

    @Override
    public Answer<LocationsResponse> handle(LocationsArguments arguments) {
        Debuggee debuggee = target.debuggee();
        int number = Given.present(arguments.getLocationReference(), "locationReference");
        if (!(debuggee.references().get(number) instanceof Reference.Line line)) {
            throw RequestError.argument(number + " is not the number of a location");
        }
        LocationsResponse response = new LocationsResponse();
        response.setSource(debuggee.programs().sources().source(line.path()));
        response.setLine(client.toClientLine(line.line()));
        return Answer.of(response);
    }
}
