package dev.shopfuse.training.importer;

import dev.shopfuse.training.table.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Youshu: book lists. Shop = list (bundle), item = book; both relations are given and independent,
 * without times, with a split. Immutable, thread-safe.
 */
public final class YoushuImporter implements DatasetImporter {
  private static final List<String> USER_ITEM = List.of("user_id", "item_id");
  private static final List<String> USER_BUNDLE = List.of("user_id", "bundle_id");

  @Override
  public String name() {
    return "youshu";
  }

  @Override
  public String description() {
    return "Youshu: book lists as shops, untimed, with a given split (research use, cite Youshu)";
  }

  @Override
  public ImportReport importFrom(Path source, Path target, Progress progress) {
    return new ScriptedImport("youshu", YoushuImporter::load).run(source, target, progress);
  }

  private static void load(RawFolder raw) {
    raw.loadTabs("user_item", "user_item.txt", USER_ITEM);
    raw.loadTabs("bundle_item", "bundle_item.txt", List.of("bundle_id", "item_id"));
    raw.loadTabs("bundle_train", "user_bundle_train.txt", USER_BUNDLE);
    raw.loadTabs("bundle_tune", "user_bundle_tune.txt", USER_BUNDLE);
    if (raw.has("user_bundle_test.txt")) {
      raw.loadTabs("bundle_test", "user_bundle_test.txt", USER_BUNDLE);
    } else {
      raw.createEmpty("bundle_test", USER_BUNDLE);
    }
  }
}
