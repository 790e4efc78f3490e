package dev.shopfuse.spark.table;

import dev.shopfuse.training.table.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the statements written for DuckDB on Spark SQL.
 *
 * <p>Functions that Spark lacks are defined in {@code dialect.sql}. A table that a statement
 * creates is written as Parquet into a scratch folder, so that a lost executor costs its tasks and
 * not the table. Tables of users are bucketed by user: what follows needs no shuffle. Owns the
 * folder: {@link #close} deletes it. Not thread-safe; one per session, which it does not own.
 */
public final class SparkDatabase implements AutoCloseable {
  private static final Pattern CREATE_TABLE =
      Pattern.compile("\\s*CREATE (?:OR REPLACE )?TABLE (\\w+) AS\\s(.*)", Pattern.DOTALL);
  private static final String USER = "user_number";
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final SparkSession session;
  private final Path scratch;
  private final String name;
  private final List<String> catalogued = new ArrayList<>();
  private int tables;

  private SparkDatabase(SparkSession session, String scratch) {
    this.session = session;
    this.name = "shopfuse_" + application(session) + "_" + OPENED.incrementAndGet();
    this.scratch = qualified(session, new Path(scratch, name));
  }

  /** Applications may share a catalogue, so names in it tell them apart. */
  private static String application(SparkSession session) {
    return session.sparkContext().applicationId().replaceAll("\\W", "_");
  }

  /** A catalogue would take a relative path for one in its own folder. */
  private static Path qualified(SparkSession session, Path path) {
    try {
      return path.getFileSystem(session.sparkContext().hadoopConfiguration()).makeQualified(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + path, e);
    }
  }

  /**
   * Prepares a session made by {@link dev.shopfuse.spark.SparkSessions}.
   *
   * @param scratch a folder all executors reach; what is made in it goes on closing
   */
  public static SparkDatabase open(SparkSession session, String scratch) {
    SparkDatabase database = new SparkDatabase(session, scratch);
    database.executeAll(Sql.script(SparkDatabase.class, "dialect.sql", Map.of()));
    return database;
  }

  /** Returns the session. */
  public SparkSession session() {
    return session;
  }

  /** Returns the rows of a query. */
  public Dataset<Row> query(String sql) {
    return session.sql(sql);
  }

  /** Runs the statements of a script. */
  public void executeAll(String script) {
    for (String statement : Sql.statements(script)) {
      Matcher create = CREATE_TABLE.matcher(statement);
      if (create.matches()) {
        createTable(create.group(1), session.sql(create.group(2)));
      } else {
        session.sql(statement);
      }
    }
  }

  /** Writes rows and gives them a name. */
  public void createTable(String table, Dataset<Row> rows) {
    session.sparkContext().setJobDescription(table);
    String folder = new Path(scratch, table + "-" + tables++).toString();
    if (List.of(rows.columns()).contains(USER)) {
      createBucketed(table, folder, rows);
    } else {
      rows.write().parquet(folder);
      session.read().schema(rows.schema()).parquet(folder).createOrReplaceTempView(table);
    }
  }

  private void createBucketed(String table, String folder, Dataset<Row> rows) {
    int buckets = Integer.parseInt(session.conf().get("spark.sql.shuffle.partitions"));
    String catalogue = name + "_" + tables++;
    rows.write().bucketBy(buckets, USER).option("path", folder).saveAsTable(catalogue);
    catalogued.add(catalogue);
    session.table(catalogue).createOrReplaceTempView(table);
  }

  @Override
  public void close() {
    catalogued.forEach(table -> session.sql("DROP TABLE IF EXISTS " + table));
    try {
      FileSystem files = scratch.getFileSystem(session.sparkContext().hadoopConfiguration());
      files.delete(scratch, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + scratch, e);
    }
  }
}
