package dev.shopfuse.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.spark.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkDatabaseTest {
  @TempDir Path folder;

  @Test
  void createTable_ofUsers_isCataloguedUnderTheApplicationAndDroppedOnClose() {
    SparkSession session = LocalSpark.session();
    String application = session.sparkContext().applicationId().replace('-', '_');
    try (SparkDatabase database = SparkDatabase.open(session, folder.toString())) {
      database.createTable("numbers", database.query("SELECT 1 AS user_number"));
      assertThat(catalogued(session, application)).hasSize(1);
    }
    assertThat(catalogued(session, application)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static List<String> catalogued(SparkSession session, String application) {
    return session.sql("SHOW TABLES IN default").collectAsList().stream()
        .map(row -> row.getString(1))
        .filter(table -> table.startsWith("shopfuse_" + application))
        .toList();
  }
}
