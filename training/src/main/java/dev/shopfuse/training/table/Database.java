package dev.shopfuse.training.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A private DuckDB database in a scratch folder, so that tables may be larger than memory.
 *
 * <p>Owns the folder: {@link #close} deletes it. Reaches no network: extensions are never
 * installed. Not thread-safe; one per thread.
 */
public final class Database implements AutoCloseable {
  private final Path folder;
  private final Connection connection;

  private Database(Path folder, Connection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** Returns the value made of the current row; must not move the cursor. */
    T read(ResultSet row) throws SQLException;
  }

  /** Takes one row. */
  @FunctionalInterface
  public interface RowConsumer {
    /** Uses the current row; must not move the cursor. */
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * Opens an empty database.
   *
   * @param scratch where the database's own folder is made; the disk must hold the tables
   * @throws UncheckedIOException if nothing can be written there
   */
  public static Database open(Path scratch) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(scratch, "shopfuse-tables-");
      Connection connection =
          DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("tables.duckdb"));
      Database database = new Database(folder, connection);
      database.execute("SET TimeZone = 'UTC'");
      database.execute("SET autoinstall_known_extensions = false");
      database.executeAll(Sql.script(Database.class, "duckdb.sql", Map.of()));
      database.execute("SET temp_directory = " + Sql.text(folder.resolve("spill").toString()));
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + scratch, e);
    } catch (SQLException e) {
      deleteFolder(folder);
      throw new QueryException("open a database", e);
    }
  }

  /** Runs one statement that returns nothing. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new QueryException(sql, e);
    }
  }

  /** Runs several statements, each ended by a semicolon at the end of a line. */
  public void executeAll(String script) {
    for (String sql : Sql.statements(script)) {
      execute(sql);
    }
  }

  /** Returns one value for each row. */
  public <T> List<T> query(String sql, RowReader<T> reader) {
    List<T> rows = new ArrayList<>();
    forEach(sql, row -> rows.add(reader.read(row)));
    return rows;
  }

  /** Streams the rows; only a part of them is in memory at a time. */
  public void forEach(String sql, RowConsumer consumer) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    } catch (SQLException e) {
      throw new QueryException(sql, e);
    }
  }

  /** Returns the number in the first column of the only row. */
  public long number(String sql) {
    return query(sql, row -> row.getLong(1)).get(0);
  }

  /**
   * Copies a file to where it lies as long as the database is open, whatever becomes of the
   * original.
   *
   * @return the copy, under the same name
   * @throws UncheckedIOException if it cannot be copied
   */
  Path keep(Path file) {
    Path copy = folder.resolve(file.getFileName());
    try {
      return Files.copy(file, copy);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + file + " to " + copy, e);
    }
  }

  /** Creates a table (target_id, number) of these ids, numbered on from the first number. */
  public void createNumbers(String table, List<String> ids, int first) {
    execute("CREATE OR REPLACE TABLE %s (target_id VARCHAR, number INTEGER)".formatted(table));
    try (DuckDBAppender appender =
        connection
            .unwrap(DuckDBConnection.class)
            .createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
      int number = first;
      for (String id : ids) {
        appender.beginRow();
        appender.append(id);
        appender.append(number++);
        appender.endRow();
      }
    } catch (SQLException e) {
      throw new QueryException("fill " + table, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new QueryException("close the database", e);
    } finally {
      deleteFolder(folder);
    }
  }

  /** Deletes a folder and all below it; an absent one is fine. */
  static void deleteFolder(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }
}
