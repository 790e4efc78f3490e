package dev.shopfuse.training.importer;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.QueryException;
import dev.shopfuse.training.table.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The raw files of a data set, loaded into a database as text. One per import. */
final class RawFolder {
  private final Path folder;
  private final Database database;

  RawFolder(Path folder, Database database) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + " is not a folder; give the one with the raw files");
    }
    this.folder = folder;
    this.database = database;
  }

  /** Loads a CSV file with a header; it must have these columns. */
  void loadCsv(String table, String file, List<String> columns) {
    Path path = require(file);
    load(
        path, table, "header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true");
    List<String> present = database.query("DESCRIBE " + table, row -> row.getString(1));
    for (String column : columns) {
      if (!present.contains(column)) {
        throw new InputException(
            "%s has no column \"%s\"; it has %s"
                .formatted(path.getFileName(), column, String.join(", ", present)));
      }
    }
  }

  /** Loads a file of tab-separated columns without a header. */
  void loadTabs(String table, String file, List<String> columns) {
    String names =
        columns.stream()
            .map(column -> Sql.text(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    load(
        require(file),
        table,
        "auto_detect = false, header = false, delim = '\\t', quote = '', escape = '', columns = {"
            + names
            + "}");
  }

  /** Creates a table without rows, for a file that may be absent. */
  void createEmpty(String table, List<String> columns) {
    String names =
        columns.stream()
            .map(column -> Sql.name(column) + " VARCHAR")
            .collect(Collectors.joining(", "));
    database.execute("CREATE TABLE %s (%s)".formatted(table, names));
  }

  /** Whether the file, or its .gz, is there. */
  boolean has(String file) {
    return find(file).isPresent();
  }

  private Optional<Path> find(String file) {
    return Stream.of(folder.resolve(file), folder.resolve(file + ".gz"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Path require(String file) {
    return find(file)
        .orElseThrow(
            () ->
                new InputException(
                    "%s holds no %s (or %s.gz); is it the folder of the raw files?"
                        .formatted(folder, file, file)));
  }

  private void load(Path path, String table, String options) {
    String compression = path.toString().endsWith(".gz") ? "gzip" : "none";
    try {
      database.execute(
          "CREATE TABLE %s AS FROM read_csv(%s, compression = '%s', %s)"
              .formatted(table, Sql.file(path), compression, options));
    } catch (QueryException e) {
      throw new InputException(path.getFileName() + " cannot be read: " + e.reason(), e);
    }
  }
}
