package org.realmscope.ui.map;

import java.util.List;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A lane of a map: one aspect of the addresses.
 *
 * @param title what the aspect is
 * @param areas in the order of their addresses, apart from each other
 */
public record MapLane(String title, List<MapArea> areas) {
    public MapLane {
        areas = List.copyOf(areas);
    }

    /** The area that an address is in; null if it is in none. */
    public @Nullable MapArea at(long address) {
        int index = firstAt(address);
        return index < areas.size() && areas.get(index).range().contains(address) ? areas.get(index) : null;
    }

    /** Index of the first area that ends behind an address, or the number of areas. */
    int firstAt(long address) {
        int low = 0;
        int high = areas.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (areas.get(middle).range().end() <= address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The nearest edge of an area behind an address, or before it; -1 if there is none. */
    long edge(long address, boolean forward) {
        int index = firstAt(address);
        if (forward) {
            for (; index < areas.size(); index++) {
                AddressRange range = areas.get(index).range();
                if (range.base() > address) {
                    return range.base();
                }
                if (range.end() > address) {
                    return range.end();
                }
            }
            return -1;
        }
        for (index = Math.min(index, areas.size() - 1); index >= 0; index--) {
            AddressRange range = areas.get(index).range();
            if (range.end() < address) {
                return range.end();
            }
            if (range.base() < address) {
                return range.base();
            }
        }
        return -1;
    }
}
