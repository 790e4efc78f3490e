package dev.shopfuse.training.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the lines of bad records by walking over the file again; done only when there are some.
 *
 * <p>Not thread-safe; one per file.
 */
final class RecordLines {
  private static final String UNREADABLE = "unreadable row";

  private final TableFile file;
  private final Map<String, Long> unsplitCounts = new LinkedHashMap<>();
  private final List<BadRow> unsplit = new ArrayList<>();

  RecordLines(TableFile file) {
    this.file = file;
  }

  /** Counts the rows that could not be split, by reason, and lists the first of them. */
  Map<String, Long> unsplitCounts(RawTable raw) throws IOException {
    try (CsvScanner scanner = CsvScanner.open(file.path())) {
      scanner.next();
      while (scanner.next()) {
        Optional<BadRow> fault = fault(scanner);
        fault.ifPresent(bad -> unsplitCounts.merge(bad.reason(), 1L, Long::sum));
        if (unsplit.size() < BadRows.MOST_LISTED) {
          fault.ifPresent(unsplit::add);
        }
      }
    }
    long missed = raw.unsplit() - explained();
    if (missed > 0) {
      unsplitCounts.merge(UNREADABLE, missed, Long::sum);
    }
    return unsplitCounts;
  }

  /** The first rows that could not be split. */
  List<BadRow> unsplit() {
    return unsplit;
  }

  /** Returns the rows with their records turned into lines; Parquet has rows only. */
  List<BadRow> locate(List<BadRow> byRecord, RawTable raw) throws IOException {
    if (byRecord.isEmpty() || file.isParquet() || raw.unsplit() != explained()) {
      return byRecord;
    }
    List<BadRow> located = new ArrayList<>();
    try (CsvScanner scanner = CsvScanner.open(file.path())) {
      scanner.next();
      long record = 0;
      while (located.size() < byRecord.size() && scanner.next()) {
        if (fault(scanner).isPresent()) {
          continue;
        }
        record++;
        BadRow bad = byRecord.get(located.size());
        if (bad.line() == record) {
          located.add(new BadRow(bad.file(), scanner.line(), "line", bad.reason(), bad.detail()));
        }
      }
    }
    return located;
  }

  private long explained() {
    return unsplitCounts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(UNREADABLE))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Optional<BadRow> fault(CsvScanner scanner) {
    int values = scanner.values().size();
    if (scanner.quotesBroken()) {
      return Optional.of(bad(scanner, "broken quotes", "a quoted value is not closed properly"));
    }
    if (values != file.columns().size()) {
      String detail = "has %d values, but there are %d columns";
      return Optional.of(
          bad(scanner, "wrong number of values", detail.formatted(values, file.columns().size())));
    }
    if (scanner.encodingBroken()) {
      return Optional.of(bad(scanner, "not UTF-8", "is not UTF-8"));
    }
    return Optional.empty();
  }

  private BadRow bad(CsvScanner scanner, String reason, String detail) {
    return new BadRow(file.name(), scanner.line(), "line", reason, detail);
  }
}
