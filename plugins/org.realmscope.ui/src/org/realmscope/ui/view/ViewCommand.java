package org.realmscope.ui.view;

/** The commands of the views. Names, descriptions, icons and keys are in plugin.xml. */
public enum ViewCommand {
    /** Stays at the state that is shown. */
    PIN,
    /** Opens the view a second time. */
    OPEN_SECOND,
    /** Goes to the filter. */
    FILTER,
    /** Goes to the address of the latest fault at every stop. */
    FOLLOW_FAULT,
    /** Shows the translation table entry of an address. */
    SHOW_RTT,
    /** Shows the RIPAS of an address. */
    SHOW_RIPAS,
    /** Shows the granule of an address. */
    SHOW_GRANULE,
    /** Shows the memory at an address. */
    SHOW_MEMORY,
    /** Shows the faults at an address. */
    SHOW_FAULTS,
    /** Shows the RMI calls of a fault. */
    SHOW_RMI_CALLS,
    /** Shows the source of an access. */
    SHOW_SOURCE,
    /** Opens the moment of a fault or call. */
    SHOW_STATE,
    /** Takes the machine to the moment of a fault or call. */
    GO_TO_MOMENT,
    /** Says why a fault happened. */
    EXPLAIN,
    /** Stops when a range changes. */
    WATCH,
    /** Shows a smaller part of a map. */
    ZOOM_IN,
    /** Shows a larger part of a map. */
    ZOOM_OUT,
    /** Shows the selected part of a map. */
    ZOOM_SELECTION,
    /** Shows the part of a map that is not empty. */
    ZOOM_CONTENT,
    /** Shows all of a map. */
    ZOOM_ALL,
    /** Shows the newest rows first. */
    NEWEST_FIRST,
    /** Shows equal faults in a row as one. */
    COLLAPSE_LOOPS,
    /** Writes rows to a file. */
    EXPORT,
    /** Compares the state with another one. */
    COMPARE,
    /** Turns the sides of a comparison round. */
    SWAP,
    /** Reads everything anew. */
    REFRESH;

    /** Its identifier in the workbench. */
    public String id() {
        return "org.realmscope.ui.command." + name();
    }
}
