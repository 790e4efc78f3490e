package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One file of a visit table folder and the columns it names; Parquet may be many. Immutable. */
record TableFile(TableKind kind, Path path, List<String> columns) {
  private static final List<String> EXTENSIONS = List.of(".csv", ".csv.gz", ".parquet");

  String name() {
    return path.getFileName().toString();
  }

  boolean isParquet() {
    return name().endsWith(".parquet");
  }

  /** Whether the table is a folder of Parquet files, as a cluster writes it. */
  boolean isFolder() {
    return Files.isDirectory(path);
  }

  /**
   * Whether rows are read from the file whenever they are asked for. Visits and pairs take longer
   * to be written a second time than to be read again; tables with features are small.
   */
  boolean isReadAgain() {
    return !kind.hasFeatures();
  }

  /** Returns a literal that names the Parquet file, or all those of the folder. */
  static String parquet(Path path) {
    String file = Sql.file(path);
    return Files.isDirectory(path) ? file.substring(0, file.length() - 1) + "/*.parquet'" : file;
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
    kind.checkColumns(path.getFileName().toString(), columns);
    return new TableFile(kind, path, columns);
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
          "DESCRIBE SELECT * FROM read_parquet(" + parquet(path) + ")", row -> row.getString(1));
    } catch (QueryException e) {
      throw new InputException(path.getFileName() + " cannot be read: " + e.reason(), e);
    }
  }
}
