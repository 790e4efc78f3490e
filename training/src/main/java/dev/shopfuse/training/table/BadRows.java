package dev.shopfuse.training.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The bad rows of one file: all counted by reason, the first ones listed. Immutable. */
public final class BadRows {
  /** How many bad rows of a file are listed at most. */
  public static final int MOST_LISTED = 20;

  private final String file;
  private final long rows;
  private final Map<String, Long> countByReason;
  private final List<BadRow> listed;

  BadRows(String file, long rows, Map<String, Long> countByReason, List<BadRow> listed) {
    this.file = file;
    this.rows = rows;
    this.countByReason = Collections.unmodifiableMap(new LinkedHashMap<>(countByReason));
    this.listed = List.copyOf(listed);
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns how many rows the file has, good and bad. */
  public long rows() {
    return rows;
  }

  /** Returns how many rows are bad. */
  public long count() {
    return countByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many rows are bad for each reason. */
  public Map<String, Long> countByReason() {
    return countByReason;
  }

  /** Returns the first bad rows, by line, at most {@link #MOST_LISTED}. */
  public List<BadRow> listed() {
    return listed;
  }

  /** Returns the share of bad rows, 0 to 1. */
  public double share() {
    return rows == 0 ? 0 : (double) count() / rows;
  }

  /** Returns one sentence, followed by the listed rows where there are several. */
  public String describe() {
    if (count() == 1 && listed.size() == 1) {
      return listed.get(0).toString();
    }
    String reasons =
        countByReason.entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    String head =
        String.format(Locale.ROOT, "%s has %,d bad of %,d rows (%s)", file, count(), rows, reasons);
    String rest = count() > listed.size() ? "; the first " + listed.size() + ":" : ":";
    return listed.stream()
        .map(row -> "\n  " + row)
        .collect(Collectors.joining("", head + rest, ""));
  }
}
