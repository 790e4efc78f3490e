package dev.shopfuse.training.importer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an import wrote. Immutable.
 *
 * @param counts rows by what they are, such as "item visits, train"
 * @param leftOut raw rows that are not in the tables, by reason
 */
public record ImportReport(Map<String, Long> counts, Map<String, Long> leftOut) {
  /** Copies the maps and keeps their order. */
  public ImportReport {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
  }
}
