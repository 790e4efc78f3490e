package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Loads, checks and completes the tables of a folder. One per folder. */
final class TableLoader {
  private final Path folder;
  private final TableOptions options;
  private final Database database;
  private final Map<TableKind, TableFile> files = new EnumMap<>(TableKind.class);
  private final List<BadRows> badRows = new ArrayList<>();

  TableLoader(Path folder, TableOptions options, Database database) {
    this.folder = folder;
    this.options = options;
    this.database = database;
  }

  VisitTables load() {
    findFiles();
    Rules.VisitColumns filled = Rules.VisitColumns.NONE;
    int steps = files.size() + 1;
    int done = 0;
    for (TableFile file : files.values()) {
      try {
        RawTable raw = RawTable.load(file, database);
        if (file.kind() == TableKind.VISITS) {
          filled = filledColumns(raw);
        }
        clean(raw, filled);
      } catch (QueryException e) {
        throw new InputException(file.name() + " cannot be read: " + e.reason(), e);
      }
      options.progress().advance("read " + file.name(), ++done, steps);
    }
    refuseTooManyBadRows();
    database.executeAll(TableScripts.complete(files.keySet(), filled));
    options.progress().advance("split and numbered the visits", steps, steps);
    return new VisitTables(folder, database, files, badRows, filled.time());
  }

  private void findFiles() {
    for (TableKind kind : TableKind.values()) {
      TableFile.find(folder, kind, database).ifPresent(file -> files.put(kind, file));
    }
    if (!files.containsKey(TableKind.VISITS)) {
      throw new InputException(
          folder + " holds no visits.csv, visits.csv.gz or visits.parquet; one of them is needed");
    }
  }

  private Rules.VisitColumns filledColumns(RawTable raw) {
    // Reads the action, too, as no rule does: damage is to be found here, not while training.
    Rules.VisitColumns filled =
        database
            .query(
                """
                SELECT count(nullif("time", '')) > 0, count(nullif(split, '')) > 0, count(nullif(action, ''))
                FROM %s"""
                    .formatted(raw.table()),
                row -> new Rules.VisitColumns(row.getBoolean(1), row.getBoolean(2)))
            .get(0);
    if (!filled.time() && !filled.split() && raw.rows() > 0) {
      throw new InputException(
          raw.file().name()
              + " has neither times nor splits; fill the column time,"
              + " or a column split with train, tune and test");
    }
    return filled;
  }

  private void clean(RawTable raw, Rules.VisitColumns filled) {
    Map<TableKind, String> loaded = new EnumMap<>(TableKind.class);
    files.values().stream()
        .filter(file -> file.kind().hasFeatures())
        .forEach(file -> loaded.put(file.kind(), file.name()));
    RowCheck check = new RowCheck(raw, new Rules(loaded, filled).of(raw.file().kind()), database);
    BadRows bad = check.run();
    if (bad.count() > 0) {
      badRows.add(bad);
    }
    boolean view = raw.file().isReadAgain();
    database.execute(
        "CREATE %s %s AS SELECT %s FROM %s r WHERE %s"
            .formatted(
                view ? "VIEW" : "TABLE",
                TableScripts.cleanTable(raw.file().kind(), filled),
                cleanColumns(raw.file().kind()),
                raw.table(),
                bad.count() == 0 ? "true" : check.isGood()));
    if (!view) {
      raw.drop(database);
      database.execute("DROP TABLE " + check.faults());
    }
  }

  private static String cleanColumns(TableKind kind) {
    return kind.hasFeatures()
        ? "* EXCLUDE (" + Rules.RECORD + ")"
        : TableScripts.cleanColumns(kind);
  }

  private void refuseTooManyBadRows() {
    List<BadRows> refused =
        badRows.stream().filter(bad -> bad.share() > options.maxBadShare()).toList();
    if (!refused.isEmpty()) {
      throw new InputException(
          refused.stream().map(BadRows::describe).collect(Collectors.joining("\n")));
    }
  }
}
