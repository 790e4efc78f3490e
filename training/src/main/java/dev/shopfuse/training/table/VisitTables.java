package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clean visit tables of one folder, as tables and views of a private database. Visits, what was
 * shown and who sells what are views, computed whenever they are read.
 *
 * <p>Tables: {@code visits(user_id, page, target_id, time, action, split)} with time in seconds
 * since 1970 or NULL; {@code items}, {@code shops}, {@code users} with their id and feature columns
 * as text; {@code shop_items(shop_id, item_id)}; {@code impressions(user_id, page, target_id, time,
 * split)}, what was shown; {@code item_numbers} and {@code shop_numbers (target_id, number)} with
 * catalogue indices from 2, {@code user_numbers(user_id, number)} from 0, each in the order of ids.
 * A table without a file is derived from the visits.
 *
 * <p>Owns the database: {@link #close} deletes it; the folder itself is never written to. Not
 * thread-safe; one per thread.
 */
public final class VisitTables implements AutoCloseable {
  private final Path folder;
  private final Database database;
  private final Map<TableKind, TableFile> files;
  private final List<BadRows> badRows;
  private final boolean timed;

  VisitTables(
      Path folder,
      Database database,
      Map<TableKind, TableFile> files,
      List<BadRows> badRows,
      boolean timed) {
    this.folder = folder;
    this.database = database;
    this.files = Map.copyOf(files);
    this.badRows = List.copyOf(badRows);
    this.timed = timed;
  }

  /**
   * Opens and checks the tables of a folder.
   *
   * @throws InputException if a file or column is missing, or too many rows are bad; the message
   *     names them
   */
  public static VisitTables open(Path folder, TableOptions options) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + " is not a folder; give one with visits.csv in it");
    }
    Database database = Database.open(options.scratch());
    try {
      return new TableLoader(folder, options, database).load();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Returns tables that stand in a database already, clean and numbered.
   *
   * @param folder where {@code features.yaml} may lie
   * @param database holds them by their names; owned from now on
   * @param timed whether any visit has a time
   */
  public static VisitTables over(Path folder, Database database, boolean timed) {
    return new VisitTables(folder, database, Map.of(), List.of(), timed);
  }

  /** Returns the database that holds the tables; it is closed with this object. */
  public Database database() {
    return database;
  }

  /** Returns the folder the tables were read from. */
  public Path folder() {
    return folder;
  }

  /** Returns the columns of a table: of its file, or of what was derived from the visits. */
  public List<String> columns(TableKind kind) {
    TableFile file = files.get(kind);
    if (file != null) {
      return file.columns();
    }
    return kind.hasFeatures()
        ? database.query("DESCRIBE " + kind.table(), row -> row.getString(1))
        : kind.required();
  }

  /** Returns the name of a table's file, or words that say it has none. */
  public String fileName(TableKind kind) {
    TableFile file = files.get(kind);
    return file == null ? kind.table() + " (derived from the visits)" : file.name();
  }

  /** Returns the feature contract's file in the folder, if there is one. */
  public Optional<Path> featureFile() {
    return Optional.of(folder.resolve("features.yaml")).filter(Files::exists);
  }

  /** Returns the bad rows that were left out, one entry a file that has any. */
  public List<BadRows> badRows() {
    return badRows;
  }

  /** Returns whether any visit has a time. */
  public boolean timed() {
    return timed;
  }

  /** Returns the number of clean rows of a table. */
  public long rows(TableKind kind) {
    return database.number("SELECT count(*) FROM " + kind.table());
  }

  /** Returns a SHA-256, in hex, of all clean rows, whatever their order and their file format. */
  public String digest() {
    return TableDigest.of(this);
  }

  @Override
  public void close() {
    database.close();
  }
}
