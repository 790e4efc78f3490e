package dev.shopfuse.training.sample;

import dev.shopfuse.training.table.Sql;
import java.util.Map;

/**
 * The statements that cut samples, the same for every engine.
 *
 * <p>They read the clean tables of {@link dev.shopfuse.training.table.VisitTables}: first {@link
 * #numberedVisits}, then {@link #heldOut} of a split, then what {@link SampleRows} selects.
 */
public final class SampleScripts {
  private SampleScripts() {}

  /** Returns the statements that number all visits, with targets numbered in the order of ids. */
  public static String numberedVisits() {
    return numberedVisits(TargetNumbers.OF_TABLES);
  }

  /** Returns the statements that number all visits, with targets numbered by these tables. */
  static String numberedVisits(Map<String, String> tableNames) {
    return Sql.script(SampleScripts.class, "numbered_visits.sql", tableNames);
  }

  /** Returns the statements that hold out shops of a split, in place of those of another. */
  public static String heldOut(Split split) {
    return Sql.script(SampleScripts.class, "held_out.sql", part(split));
  }

  static Map<String, String> part(Split split) {
    String part =
        switch (split) {
          case TRAIN -> "0";
          case TUNE -> "1";
          case TEST -> "2";
        };
    return Map.of("part", part);
  }
}
