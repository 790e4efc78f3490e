package dev.shopfuse.training.importer;

import dev.shopfuse.training.table.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Tmall (IJCAI-15): clicks, carts, purchases and favourites with true merchants, by day. Shop =
 * merchant; an item visit is a click or cart, a shop visit a purchase or favourite. Immutable,
 * thread-safe.
 */
public final class TmallImporter implements DatasetImporter {
  private static final List<String> COLUMNS =
      List.of("user_id", "item_id", "cat_id", "merchant_id", "brand_id", "month", "day", "action");

  @Override
  public String name() {
    return "tmall";
  }

  @Override
  public String description() {
    return "Tmall, IJCAI-15: merchants as shops, times by day (research, non-commercial)";
  }

  @Override
  public ImportReport importFrom(Path source, Path target, Progress progress) {
    return new ScriptedImport("tmall", TmallImporter::load).run(source, target, progress);
  }

  private static void load(RawFolder raw) {
    raw.loadCsv("log", "user_log_10k.csv", COLUMNS);
    if (raw.has("user_log_double11_10k.csv")) {
      raw.loadCsv("last_day", "user_log_double11_10k.csv", COLUMNS);
    } else {
      raw.createEmpty("last_day", COLUMNS);
    }
  }
}
