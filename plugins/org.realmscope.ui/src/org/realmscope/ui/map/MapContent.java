package org.realmscope.ui.map;

import java.util.List;

/**
 * What a map shows of a range.
 *
 * @param space all addresses
 * @param inUse what is worth looking at
 * @param whole whether every range has an area of its own: a part of it would show no more
 */
record MapContent(AddressRange space, List<MapLane> lanes, AddressRange inUse, boolean whole) {
    MapContent {
        lanes = List.copyOf(lanes);
    }
}
