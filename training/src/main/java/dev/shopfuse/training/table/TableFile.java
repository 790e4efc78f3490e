package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One file of a visit table folder and the columns it names. Immutable. */
record TableFile(TableKind kind, Path path, List<String> columns) {
  private static final List<String> EXTENSIONS = List.of(".csv", ".csv.gz", ".parquet");

  String name() {
    return path.getFileName().toString();
  }

  boolean isParquet() {
    return name().endsWith(".parquet");
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * Finds the file of a table.
   *
   * @throws InputException if there are two, or a required column is missing
   */
  static Optional<TableFile> find(Path folder, TableKind kind, Database database) {
    List<Path> paths =
        EXTENSIONS.stream()
            .map(extension -> folder.resolve(kind.table() + extension))
            .filter(Files::exists)
            .toList();
    if (paths.size() > 1) {
      throw new InputException(
          folder
              + " holds both "
              + paths.get(0).getFileName()
              + " and "
              + paths.get(1).getFileName()
              + "; keep one of them");
    }
    return paths.stream().findFirst().map(path -> read(kind, path, database));
  }

  private static TableFile read(TableKind kind, Path path, Database database) {
    List<String> columns =
        path.toString().endsWith(".parquet") ? describe(path, database) : header(path);
    TableFile file = new TableFile(kind, path, columns);
    file.requireColumns();
    return file;
  }

  private void requireColumns() {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (column.isBlank() || !seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new InputException(
            "%s names column \"%s\" twice or leaves its name empty; it has %s"
                .formatted(name(), column, String.join(", ", columns)));
      }
    }
    for (String column : kind.required()) {
      if (!has(column)) {
        throw new InputException(
            "%s has no column \"%s\"; it has %s"
                .formatted(name(), column, String.join(", ", columns)));
      }
    }
  }

  private static List<String> header(Path path) {
    try (CsvScanner scanner = CsvScanner.open(path)) {
      if (!scanner.next()) {
        throw new InputException(
            path.getFileName() + " is empty; its first line must name the columns");
      }
      return scanner.values();
    } catch (IOException e) {
      throw new InputException(path.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> describe(Path path, Database database) {
    try {
      return database.query(
          "DESCRIBE SELECT * FROM read_parquet(" + Sql.file(path) + ")", row -> row.getString(1));
    } catch (QueryException e) {
      throw new InputException(path.getFileName() + " cannot be read: " + e.reason(), e);
    }
  }
}
