package dev.shopfuse.spark.table;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Rule;
import dev.shopfuse.training.table.Rules;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.TableScripts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * The clean visit tables of one folder as views of a Spark session: the same rules, the same splits
 * and the same numbers as {@link dev.shopfuse.training.table.VisitTables}.
 *
 * <p>A cluster does not know the lines of a file, so a bad row is shown but not located. Not
 * thread-safe; the database must stay open.
 */
public final class SparkTables {
  /** Name of the feature contract's file in a folder of visit tables. */
  public static final String FEATURES = "features.yaml";

  private final SparkDatabase database;
  private final String folder;
  private final double maxBadShare;
  private final Map<TableKind, SparkFile> files = new EnumMap<>(TableKind.class);
  private final List<String> badRows = new ArrayList<>();
  private Rules.VisitColumns filled = Rules.VisitColumns.NONE;

  private SparkTables(SparkDatabase database, String folder, double maxBadShare) {
    this.database = database;
    this.folder = folder;
    this.maxBadShare = maxBadShare;
  }

  /**
   * Reads, checks and completes the tables of a folder.
   *
   * @param folder on any file system Spark reaches
   * @param maxBadShare share of bad rows of one file, 0 to 1, above which opening fails
   * @throws InputException if a file or column is missing, or too many rows are bad
   */
  public static SparkTables open(SparkDatabase database, String folder, double maxBadShare) {
    SparkTables tables = new SparkTables(database, folder, maxBadShare);
    tables.load();
    return tables;
  }

  /** Returns the database that holds the tables. */
  public SparkDatabase database() {
    return database;
  }

  /** Returns the columns of a table: of its file, or of what was derived from the visits. */
  public List<String> columns(TableKind kind) {
    SparkFile file = files.get(kind);
    return file == null ? kind.required() : file.columns();
  }

  /** Returns the text of the feature contract's file, if the folder has one. */
  public Optional<String> featureFile() {
    Path file = new Path(folder, FEATURES);
    if (!SparkFile.exists(database.session(), file)) {
      return Optional.empty();
    }
    List<Row> text =
        database.session().read().option("wholetext", "true").text(file.toString()).collectAsList();
    return text.stream().map(row -> row.getString(0)).findFirst();
  }

  /** Returns what was left out, one sentence a file that has bad rows. */
  public List<String> badRows() {
    return List.copyOf(badRows);
  }

  private void load() {
    for (TableKind kind : TableKind.values()) {
      SparkFile.find(database.session(), folder, kind).ifPresent(file -> files.put(kind, file));
    }
    if (!files.containsKey(TableKind.VISITS)) {
      throw new InputException(
          folder + " holds no visits.csv, visits.csv.gz or visits.parquet; one of them is needed");
    }
    for (SparkFile file : files.values()) {
      String raw = "raw_" + file.kind().table();
      file.raw(database.session()).createOrReplaceTempView(raw);
      if (file.kind() == TableKind.VISITS) {
        filled = filledColumns(raw, file.name());
      }
      clean(file, raw);
    }
    database.executeAll(TableScripts.complete(files.keySet(), filled));
  }

  private Rules.VisitColumns filledColumns(String raw, String fileName) {
    String any = "SELECT 1 FROM " + raw + " WHERE coalesce(%s, '') <> '' LIMIT 1";
    boolean time = !database.query(any.formatted("\"time\"")).isEmpty();
    boolean split = !database.query(any.formatted("split")).isEmpty();
    if (!time && !split && !database.session().table(raw).isEmpty()) {
      throw new InputException(
          fileName
              + " has neither times nor splits; fill the column time,"
              + " or a column split with train, tune and test");
    }
    return new Rules.VisitColumns(time, split);
  }

  private void clean(SparkFile file, String raw) {
    TableKind kind = file.kind();
    List<Rule> rules = rules(kind);
    String columns =
        kind.hasFeatures()
            ? file.columns().stream().map(Sql::name).collect(Collectors.joining(", "))
            : TableScripts.cleanColumns(kind);
    String checked = "checked_" + kind.table();
    database.createTable(
        checked,
        database.query(
            "SELECT %s, %s AS shopfuse_fault FROM %s r"
                .formatted(columns, Rule.firstBroken(rules), raw)));
    SparkBadRows bad = new SparkBadRows(database, file.name(), raw, rules);
    if (bad.count(checked) > 0) {
      if (bad.share() > maxBadShare) {
        throw new InputException(bad.describe());
      }
      badRows.add(bad.describe());
    }
    database
        .query("SELECT * FROM " + checked + " WHERE shopfuse_fault IS NULL")
        .drop("shopfuse_fault")
        .createOrReplaceTempView(TableScripts.cleanTable(kind, filled));
  }

  private List<Rule> rules(TableKind kind) {
    Map<TableKind, String> loaded = new EnumMap<>(TableKind.class);
    files.values().stream()
        .filter(file -> file.kind().hasFeatures())
        .forEach(file -> loaded.put(file.kind(), file.name()));
    List<Rule> rules = new ArrayList<>();
    rules.add(
        new Rule(
            "unreadable row",
            SparkFile.UNSPLIT + " IS NOT NULL",
            "'cannot be split into the columns of the header: ' || "
                + Rule.shown(SparkFile.UNSPLIT)));
    rules.addAll(new Rules(loaded, filled).of(kind));
    return rules;
  }
}
