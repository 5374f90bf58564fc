package org.realmscope.adapter.request;

/** A request cannot be done. Whoever throws it has changed nothing yet. */
public final class RequestError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public RequestError(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** An argument is missing, or means nothing. */
    public static RequestError argument(String message) {
        return new RequestError(ErrorCode.ARGUMENT_INVALID, message);
    }

    public ErrorCode code() {
        return code;
    }
}
