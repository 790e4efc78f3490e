package dev.shopfuse.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Rules;
import dev.shopfuse.training.table.TableKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One table of a visit table folder, on any file system Spark reaches. Immutable.
 *
 * @param kind which table
 * @param path a CSV file, or a Parquet file or folder
 * @param columns the columns it names
 */
record SparkFile(TableKind kind, Path path, List<String> columns) {
  /** Name of the column that holds a CSV row that could not be split. */
  static final String UNSPLIT = "shopfuse_unsplit";

  private static final List<String> EXTENSIONS = List.of(".csv", ".csv.gz", ".parquet");

  /**
   * Finds the file of a table.
   *
   * @throws InputException if there are two, or a required column is missing
   */
  static Optional<SparkFile> find(SparkSession session, String folder, TableKind kind) {
    List<Path> paths = new ArrayList<>();
    for (String extension : EXTENSIONS) {
      Path path = new Path(folder, kind.table() + extension);
      if (exists(session, path)) {
        paths.add(path);
      }
    }
    if (paths.size() > 1) {
      throw new InputException(
          "%s holds both %s and %s; keep one of them"
              .formatted(folder, paths.get(0).getName(), paths.get(1).getName()));
    }
    return paths.stream().findFirst().map(path -> read(session, kind, path));
  }

  static boolean exists(SparkSession session, Path path) {
    try {
      FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
      return files.exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  private static SparkFile read(SparkSession session, TableKind kind, Path path) {
    boolean parquet = path.getName().endsWith(".parquet");
    Dataset<Row> file =
        parquet
            ? session.read().parquet(path.toString())
            : session.read().option("header", "true").csv(path.toString());
    List<String> columns = Arrays.asList(file.columns());
    kind.checkColumns(path.getName(), columns);
    return new SparkFile(kind, path, columns);
  }

  String name() {
    return path.getName();
  }

  /** Returns every row as text, with its number and, if it could not be split, as it stands. */
  Dataset<Row> raw(SparkSession session) {
    boolean parquet = name().endsWith(".parquet");
    Dataset<Row> file =
        parquet
            ? session.read().parquet(path.toString()).withColumn(UNSPLIT, lit(null).cast("string"))
            : csv(session);
    Stream<Column> wanted = wantedColumns().stream().map(column -> text(file, column));
    Stream<Column> added = Stream.of(monotonically_increasing_id().as(Rules.RECORD), col(UNSPLIT));
    return file.select(Stream.concat(wanted, added).toArray(Column[]::new));
  }

  private Column text(Dataset<Row> file, String column) {
    Column text =
        columns.contains(column)
            ? FloatText.of(
                col("`" + column.replace("`", "``") + "`"), file.schema().apply(column).dataType())
            : lit(null).cast("string");
    return text.as(column);
  }

  /** Features may hold line breaks, so their files are not cut up; visits have none. */
  private Dataset<Row> csv(SparkSession session) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return session
        .read()
        .schema(schema.add(UNSPLIT, DataTypes.StringType))
        .option("header", "true")
        .option("escape", "\"")
        .option("mode", "PERMISSIVE")
        .option("columnNameOfCorruptRecord", UNSPLIT)
        .option("multiLine", kind.hasFeatures())
        .csv(path.toString());
  }

  List<String> wantedColumns() {
    if (kind.hasFeatures()) {
      return columns;
    }
    return Stream.concat(kind.required().stream(), kind.optional().stream()).toList();
  }
}
