package dev.shopfuse.training.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetImportersTest {
  @TempDir Path folder;

  @Test
  void importFrom_completeJourney_givesTheKnownCounts() {
    ImportReport report = importReal("complete-journey", "complete_journey");
    assertThat(report.counts())
        .containsEntry("items", 92_336L)
        .containsEntry("shops", 6_471L)
        .containsEntry("users", 2_377L)
        .containsEntry("visits", 83_959L);
    SampleSet samples = samples();
    assertThat(samples.train()).hasSize(7_128);
    assertThat(samples.cases(Split.TUNE)).hasSizeGreaterThan(400);
    assertThat(samples.cases(Split.TEST)).hasSizeGreaterThan(400);
  }

  @Test
  void importFrom_youshu_givesTheKnownCounts() {
    ImportReport report = importReal("youshu", "youshu");
    assertThat(report.counts())
        .containsEntry("users", 8_006L)
        .containsEntry("items", 32_770L)
        .containsEntry("shops", 4_771L)
        .containsEntry("shop_items", 176_667L)
        .containsEntry("item visits, train", 138_515L)
        .containsEntry("shop visits, train", 34_416L)
        .containsEntry("shop visits, tune", 5_189L);
    assertThat(report.leftOut()).isEmpty();
    SampleSet samples = samples();
    assertThat(samples.train()).hasSize(34_416);
    assertThat(samples.cases(Split.TUNE)).hasSize(2_959);
  }

  @Test
  void importFrom_tmall_givesTheKnownCounts() {
    ImportReport report = importReal("tmall", "tmall");
    assertThat(report.counts())
        .containsEntry("users", 62L)
        .containsEntry("shop visits, train", 599L)
        .containsEntry("shop visits, tune", 97L)
        .containsEntry("shop visits, test", 153L);
    assertThat(report.leftOut().values()).containsExactlyInAnyOrder(400L, 8_070L, 1_930L);
    assertThat(samples().cases(Split.TUNE)).hasSize(25);
  }

  @Test
  void importFrom_completeJourney_takesTheFirstReturnOnALaterDayAsShopVisit() {
    new TableFolder(folder)
        .with(
            "transactions_sample.csv",
            "household_id,product_id,transaction_timestamp",
            "h,p1,100",
            "h,p2,200",
            "h,p1,90000",
            "h,p2,90000",
            "h,p1,200000",
            "h,p3,100",
            "h,p3,90000",
            "h,unknown,100")
        .with(
            "products.csv.gz",
            "product_id,manufacturer_id,department,brand,product_category,product_type",
            "p1,m,d,National,c,t",
            "p2,m,d,National,c,t",
            "p3,n,d,Private,c,t")
        .with("demographics.csv", "household_id,age,income,household_size,kids_count", "h,20,,2,0");
    Path out = folder.resolve("out");
    ImportReport report =
        DatasetImporters.named("complete-journey").importFrom(folder, out, Progress.none());
    assertThat(report.leftOut()).hasSize(1).containsValue(1L);
    try (VisitTables tables = VisitTables.open(out, TableOptions.strict())) {
      assertThat(
              tables
                  .database()
                  .query(
                      "SELECT target_id || ' ' || \"time\" FROM visits WHERE page = 'shop'"
                          + " ORDER BY target_id",
                      row -> row.getString(1)))
          .containsExactly("m 90000", "n 90000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete-journey", "youshu", "tmall"})
  void importFrom_wrongFolder_isOneSentenceAndLeavesNothing(String name) throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    Path out = folder.resolve("out");
    DatasetImporter importer = DatasetImporters.named(name);
    assertThatThrownBy(() -> importer.importFrom(source, out, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(".* holds no .*\\.(csv|txt) \\(or .*\\.gz\\); is it the folder.*");
    assertThatThrownBy(() -> importer.importFrom(folder.resolve("none"), out, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none is not a folder");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(source);
    }
  }

  @Test
  void importFrom_missingColumn_namesItAndThoseThatAreThere() {
    new TableFolder(folder).with("user_log_10k.csv", "user_id,item_id,cat_id", "1,2,3");
    assertThatThrownBy(
            () ->
                DatasetImporters.named("tmall")
                    .importFrom(folder, folder.resolve("out"), Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "user_log_10k.csv has no column \"merchant_id\"; it has user_id, item_id, cat_id");
  }

  @Test
  void importFrom_targetInUse_isRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThatThrownBy(
            () -> DatasetImporters.named("youshu").importFrom(folder, out, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("out is not empty");
    assertThat(out.resolve("mine.txt")).exists();
  }

  @Test
  void named_unknown_listsTheNames() {
    assertThatThrownBy(() -> DatasetImporters.named("amazon"))
        .isInstanceOf(InputException.class)
        .hasMessage("Data set is \"amazon\"; allowed are complete-journey, youshu, tmall");
  }

  private ImportReport importReal(String name, String dataset) {
    Path source = RealData.folder(dataset);
    return DatasetImporters.named(name).importFrom(source, folder.resolve("out"), Progress.none());
  }

  /** Fits and encodes with the contract the importer wrote, as training would. */
  private SampleSet samples() {
    try (VisitTables tables = VisitTables.open(folder.resolve("out"), TableOptions.strict())) {
      FeatureFile file = FeatureFile.read(tables.featureFile().orElseThrow());
      FeatureContract contract = ContractFitter.fit(tables, file, 4, 32);
      EncodedTables encoded = EncodedTables.of(tables, contract);
      SampleSet samples = SampleBuilder.build(tables, Progress.none());
      assertThat(encoded.items().size()).isEqualTo(samples.itemCounts().length);
      assertThat(encoded.shops().size()).isEqualTo(samples.shopCounts().length);
      assertThat(encoded.userIds()).isEqualTo(samples.sequences(Split.TEST).userIds());
      assertThat(List.copyOf(encoded.shops().ids())).isNotEmpty();
      return samples;
    }
  }
}
