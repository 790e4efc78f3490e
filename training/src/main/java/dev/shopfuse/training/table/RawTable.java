package dev.shopfuse.training.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file as it is: every column as text, numbered in file order, nothing judged but whether a row
 * could be split into columns. One Parquet file stays one, as a copy that nobody changes if it is
 * read again later; others become a table, since only the first reading numbers their rows.
 * Immutable.
 *
 * @param file what was loaded
 * @param rows rows that could be split
 * @param unsplit rows that could not
 */
record RawTable(TableFile file, long rows, long unsplit) {
  String table() {
    return "raw_" + file.kind().table();
  }

  static RawTable load(TableFile source, Database database) {
    TableFile file =
        numbersItsRows(source) && source.isReadAgain()
            ? new TableFile(source.kind(), database.keep(source.path()), source.columns())
            : source;
    String table = "raw_" + file.kind().table();
    String rejects = "rejects_" + file.kind().table();
    database.execute("CREATE %s %s AS %s".formatted(form(file), table, select(file, rejects)));
    long rows = database.number("SELECT count(*) FROM " + table);
    long unsplit =
        file.isParquet()
            ? 0
            : database.number("SELECT count(DISTINCT line_byte_position) FROM " + rejects);
    return new RawTable(file, rows, unsplit);
  }

  void drop(Database database) {
    database.execute("DROP %s %s".formatted(form(file), table()));
  }

  private static String form(TableFile file) {
    return numbersItsRows(file) ? "VIEW" : "TABLE";
  }

  private static boolean numbersItsRows(TableFile file) {
    return file.isParquet() && !file.isFolder();
  }

  private static String select(TableFile file, String rejects) {
    List<String> wanted = wantedColumns(file);
    String record = numbersItsRows(file) ? "file_row_number + 1" : "row_number() OVER ()";
    Stream<String> columns =
        wanted.stream()
            .map(
                column ->
                    file.has(column)
                        ? "CAST(%1$s AS VARCHAR) AS %1$s".formatted(Sql.name(column))
                        : "CAST(NULL AS VARCHAR) AS " + Sql.name(column));
    return "SELECT %s AS %s, %s FROM %s"
        .formatted(
            record,
            Rules.RECORD,
            columns.collect(Collectors.joining(", ")),
            file.isParquet() ? parquet(file) : csv(file, rejects));
  }

  private static List<String> wantedColumns(TableFile file) {
    if (file.kind().hasFeatures()) {
      return file.columns();
    }
    return Stream.concat(file.kind().required().stream(), file.kind().optional().stream()).toList();
  }

  private static String parquet(TableFile file) {
    return "read_parquet(" + TableFile.parquet(file.path()) + ", file_row_number = true)";
  }

  private static String csv(TableFile file, String rejects) {
    String columns =
        file.columns().stream()
            .map(column -> Sql.text(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    return """
    read_csv(%s, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
      compression = '%s', columns = {%s}, store_rejects = true, rejects_limit = 0,
      rejects_table = '%s', rejects_scan = '%s_scan')\
    """
        .formatted(
            Sql.file(file.path()),
            file.name().endsWith(".gz") ? "gzip" : "none",
            columns,
            rejects,
            rejects);
  }
}
