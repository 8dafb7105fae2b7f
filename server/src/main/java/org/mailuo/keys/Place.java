package org.mailuo.keys;

import java.util.UUID;
import org.mailuo.shared.StationId;

/**
 * Where a sealed value belongs. It is sealed in with the value: copied to another row, column or station, the value does
 * not open.
 *
 * @param table {@code schema.table}
 * @param column without the ending {@code _sealed}
 * @param row the row's id within its station
 */
public record Place(String table, String column, StationId station, UUID row) {
    @Override
    public String toString() {
        return table + " " + column + " " + station.value() + " " + row;
    }
}
