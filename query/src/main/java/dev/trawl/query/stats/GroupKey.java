package dev.trawl.query.stats;

import dev.trawl.query.bind.BoundField;

/** What a group's members have in common. */
public sealed interface GroupKey {
    /** A value of a field. */
    record Field(BoundField field) implements GroupKey {}

    /** That their trace began in the same stretch of time; its value is the milliseconds at its beginning. */
    record Time(TimeGrid grid) implements GroupKey {}
}
