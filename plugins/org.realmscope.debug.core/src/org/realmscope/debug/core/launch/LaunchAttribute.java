package org.realmscope.debug.core.launch;

/**
 * Attributes of launch configurations of the type "Realm Debug". What is not there has the scenario's or the adapter's
 * default. Environment variables are the platform's attribute, {@code ILaunchManager.ATTR_ENVIRONMENT_VARIABLES}.
 */
public final class LaunchAttribute {
    private static final String PREFIX = "org.realmscope.debug.";

    /** The scenario, a text: a path in the workspace or of the file system; variables are replaced. */
    public static final String SCENARIO = PREFIX + "scenario";

    /** Whether to attach to an adapter that runs, instead of starting one. */
    public static final String ATTACH = PREFIX + "attach";

    /** Where the adapter runs that is attached to, a text; {@code localhost} if it is not there. */
    public static final String HOST = PREFIX + "attach.host";

    /** Port of the adapter that is attached to, a number. */
    public static final String PORT = PREFIX + "attach.port";

    /**
     * Settings in place of the scenario's, a map of texts by their names in it: of {@code platform}, the switches of
     * {@code host}, {@code unknown_content} of {@code rmm}.
     */
    public static final String OVERRIDES = PREFIX + "overrides";

    /** What replaces the scenario's RMM, a text: path of an RMM image, or profile of the built-in RMM. */
    public static final String RMM = PREFIX + "rmm";

    /** A host image that replaces the scenario's, a text: a path. */
    public static final String HOST_IMAGE = PREFIX + "host";

    /** Directories of sources by how their paths begin in debug information, a map of texts. */
    public static final String SOURCE_MAP = PREFIX + "sourceMap";

    /** Whether to stop at reset. */
    public static final String STOP_ON_ENTRY = PREFIX + "stopOnEntry";

    /** Whether to stop where the run ends, which is so if it is not there. */
    public static final String STOP_AT_END = PREFIX + "stopAtEnd";

    /** Seed of the schedule, a text with a number. */
    public static final String SEED = PREFIX + "seed";

    /** Memory for recorded faults in MiB, a text with a number. */
    public static final String HISTORY_MEMORY = PREFIX + "historyMemory";

    /** Memory for what happens in its order, in MiB, a text with a number. */
    public static final String TIMELINE_MEMORY = PREFIX + "timelineMemory";

    /** Instructions between checkpoints, a text with a number. */
    public static final String CHECKPOINT_INTERVAL = PREFIX + "checkpointInterval";

    /** Memory for checkpoints in MiB, a text with a number. */
    public static final String CHECKPOINT_MEMORY = PREFIX + "checkpointMemory";

    /** Arguments for the adapter's JVM, a text; variables are replaced. */
    public static final String JVM_ARGUMENTS = PREFIX + "jvmArguments";

    private LaunchAttribute() {}
}
