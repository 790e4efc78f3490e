package dev.shopfuse.training.importer;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.OutputFolder;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The steps all importers share: load raw files, run the script of the data set, add the feature
 * contract and the README, open the result as a user would, count. One per import.
 */
final class ScriptedImport {
  private static final int STEPS = 3;

  private final String script;
  private final Consumer<RawFolder> load;

  /**
   * Prepares an import.
   *
   * @param script base name of the SQL, feature and README resources
   * @param load loads the raw files into tables the SQL reads; the SQL makes tables named as those
   *     of a visit folder, and {@code left_out (reason, count)}
   */
  ScriptedImport(String script, Consumer<RawFolder> load) {
    this.script = script;
    this.load = load;
  }

  ImportReport run(Path source, Path target, Progress progress) {
    return OutputFolder.write(target, staging -> fill(source, staging, progress));
  }

  private ImportReport fill(Path source, Path staging, Progress progress) {
    Map<String, Long> leftOut = new LinkedHashMap<>();
    try (Database database = Database.open(TableOptions.strict().scratch())) {
      load.accept(new RawFolder(source, database));
      progress.advance("read the raw files", 1, STEPS);
      database.executeAll(Sql.script(ScriptedImport.class, script + ".sql", Map.of()));
      for (TableKind kind : TableKind.values()) {
        database.execute(
            "COPY (FROM %s) TO %s (FORMAT csv, HEADER)"
                .formatted(
                    kind.table(), Sql.text(staging.resolve(kind.table() + ".csv").toString())));
      }
      database.forEach(
          "FROM left_out WHERE count > 0 ORDER BY reason",
          row -> leftOut.put(row.getString(1), row.getLong(2)));
    }
    copy(script + ".features.yaml", staging.resolve("features.yaml"));
    copy(script + ".README.txt", staging.resolve("README.txt"));
    progress.advance("wrote the visit tables", 2, STEPS);
    Map<String, Long> counts = check(staging, source);
    progress.advance("checked the visit tables", STEPS, STEPS);
    return new ImportReport(counts, leftOut);
  }

  private static void copy(String resource, Path target) {
    try (InputStream in = ScriptedImport.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not packaged");
      }
      Files.copy(in, target);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target, e);
    }
  }

  private static Map<String, Long> check(Path staging, Path source) {
    FeatureFile.read(staging.resolve("features.yaml"));
    Map<String, Long> counts = new LinkedHashMap<>();
    try (VisitTables tables = VisitTables.open(staging, TableOptions.strict())) {
      for (TableKind kind : TableKind.values()) {
        counts.put(kind.table(), tables.rows(kind));
      }
      tables
          .database()
          .forEach(
              """
              SELECT page, split, count(*) FROM visits GROUP BY page, split
              ORDER BY page, CASE split WHEN 'train' THEN 0 WHEN 'tune' THEN 1 ELSE 2 END""",
              row -> counts.put(row.getString(1) + " visits, " + row.getString(2), row.getLong(3)));
    } catch (InputException e) {
      throw new InputException(
          "The files in %s give visit tables that are not clean: %s"
              .formatted(source, e.getMessage()),
          e);
    }
    return counts;
  }
}
