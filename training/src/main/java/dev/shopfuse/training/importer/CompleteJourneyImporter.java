package dev.shopfuse.training.importer;

import dev.shopfuse.training.table.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * The Complete Journey: purchases of households at a grocery retailer. Shop = manufacturer; an item
 * visit is a purchase, a shop visit is the first return to a manufacturer on a later day.
 * Immutable, thread-safe.
 */
public final class CompleteJourneyImporter implements DatasetImporter {
  @Override
  public String name() {
    return "complete-journey";
  }

  @Override
  public String description() {
    return "The Complete Journey, 84.51°: grocery purchases of 2017, manufacturers as shops (CC0)";
  }

  @Override
  public ImportReport importFrom(Path source, Path target, Progress progress) {
    return new ScriptedImport("complete_journey", CompleteJourneyImporter::load)
        .run(source, target, progress);
  }

  private static void load(RawFolder raw) {
    raw.loadCsv(
        "transactions",
        "transactions_sample.csv",
        List.of("household_id", "product_id", "transaction_timestamp"));
    raw.loadCsv(
        "products",
        "products.csv",
        List.of(
            "product_id",
            "manufacturer_id",
            "department",
            "brand",
            "product_category",
            "product_type"));
    raw.loadCsv(
        "demographics",
        "demographics.csv",
        List.of("household_id", "age", "income", "household_size", "kids_count"));
  }
}
