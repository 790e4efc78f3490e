package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.TextDigest;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A folder of sample shards; see {@link SampleLayout}. DuckDB reads them in place, one at a time.
 *
 * <p>Owns a database: {@link #close} deletes it; the folder is never written to. Not thread-safe.
 */
public final class SampleShards implements AutoCloseable {
  private final ShardFiles files;
  private final SampleSummary summary;
  private final VisitTables tables;

  private SampleShards(ShardFiles files, SampleSummary summary, VisitTables tables) {
    this.files = files;
    this.summary = summary;
    this.tables = tables;
  }

  /**
   * Opens a folder of shards.
   *
   * @param scratch where the database puts its folder
   * @throws InputException if it is none, or not finished
   */
  public static SampleShards open(Path folder, Path scratch) {
    SampleSummary summary = summary(folder);
    ShardFiles files = new ShardFiles(folder);
    Database database = Database.open(scratch);
    try {
      database.executeAll(
          Sql.script(
              SampleShards.class,
              "shard_tables.sql",
              Map.of(
                  "items", files.names("items"),
                  "shops", files.names("shops"),
                  "shop_items", files.names("shop_items"),
                  "users", files.names("users"),
                  "train_visits", files.names("train/train_visits"))));
      return new SampleShards(files, summary, VisitTables.over(folder, database, false));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Returns whether a folder holds finished samples, and no visit tables. */
  public static boolean isFolder(Path folder) {
    return Files.exists(folder.resolve(SampleSummary.FILE));
  }

  private static SampleSummary summary(Path folder) {
    try {
      return SampleSummary.ofJson(Files.readString(folder.resolve(SampleSummary.FILE)));
    } catch (IOException e) {
      throw new InputException(
          "%s holds no %s, so it is no finished folder of samples; write one with shopfuse samples"
              .formatted(folder, SampleSummary.FILE),
          e);
    }
  }

  /** Returns what the folder says of itself. */
  public SampleSummary summary() {
    return summary;
  }

  /** Returns the shards as visit tables: train visits without times. Closed with this object. */
  public VisitTables tables() {
    return tables;
  }

  /** Returns a query of the users of a shard with their columns and a number that orders them. */
  public String users(int shard) {
    return "SELECT *, user_number AS number FROM " + files.shard("users", shard);
  }

  /** Reads one shard into memory. */
  public SampleShard read(int shard) {
    List<String> ids =
        tables
            .database()
            .query(
                "SELECT user_id FROM (%s) ORDER BY number".formatted(users(shard)),
                row -> row.getString(1));
    TrainCollector train = new TrainCollector(ids, summary.examples().get(shard));
    forEach(SampleRows.TRAIN_VISITS, shard, row -> train.add(indexInShard(row.getInt(1)), row));
    VisitSequences visits = train.sequences();
    List<TrainingExample> examples = train.examples();
    checkCount(shard, examples.size());
    return new SampleShard(
        visits,
        examples,
        KnownTargets.of(
                visits,
                summary.items() + VisitSequences.FIRST_TARGET,
                summary.shops() + VisitSequences.FIRST_TARGET)
            .withShown(sequences(SampleRows.TRAIN_IMPRESSIONS, shard, ids)));
  }

  private void checkCount(int shard, int found) {
    long expected = summary.examples().get(shard);
    if (found != expected) {
      throw new InputException(
          "Shard %d of %s holds %,d train examples, and %s says %,d; write the samples again with shopfuse samples"
              .formatted(shard, files.folder(), found, SampleSummary.FILE, expected));
    }
  }

  private VisitSequences sequences(SampleRows rows, int shard, List<String> ids) {
    SequenceCollector targets = new SequenceCollector(ids);
    forEach(rows, shard, row -> targets.add(indexInShard(row.getInt(1)), row));
    return targets.finish();
  }

  /** The users of a shard are every so-manieth, so their numbers within it follow. */
  private int indexInShard(int userNumber) {
    return userNumber / summary.shards();
  }

  private void forEach(SampleRows rows, int shard, Database.RowConsumer consumer) {
    String part = SampleLayout.folder(rows, Split.TRAIN);
    if (files.has(part + "/" + SampleLayout.SHARD + "=" + shard)) {
      tables.database().forEach(rows.ordered(files.shard(part, shard)), consumer);
    }
  }

  /** Returns a query of the users of {@link #samples} with their columns and a number. */
  public String tuneUsers(int mostCases) {
    return new ShardCases(tables.database(), files, mostCases).users();
  }

  /**
   * Returns counts, and the cases of the tune split.
   *
   * @param mostCases of more users with held-out shops, those with the smallest hashes of their
   *     numbers are taken
   */
  public SampleSet samples(int mostCases) {
    ShardCases users = new ShardCases(tables.database(), files, mostCases);
    VisitSequences known = users.known();
    return SampleSet.ofShards(
        exampleCount(),
        known,
        users.cases(known),
        TrainTally.ofCounts(counts(false, summary.items()), counts(true, summary.shops())),
        files.digest(summary.toJson()));
  }

  /**
   * Returns counts and nobody to measure by; reads no file but the summary.
   *
   * @param items how often each item was visited, by catalogue index, as {@link #samples} counts
   * @param shops how often each shop was
   */
  public SampleSet samples(long[] items, long[] shops) {
    return SampleSet.ofShards(
        exampleCount(),
        VisitSequences.of(List.of(), new int[0][], new int[0][]),
        List.of(),
        TrainTally.ofCounts(items, shops),
        TextDigest.sha256(summary.toJson()));
  }

  private int exampleCount() {
    long count = summary.exampleCount();
    if (count > Integer.MAX_VALUE) {
      throw new InputException(
          "The samples hold %,d train examples; one training takes up to %,d: cut them from a shorter time"
              .formatted(count, Integer.MAX_VALUE));
    }
    return (int) count;
  }

  private long[] counts(boolean isShop, int targets) {
    long[] counts = new long[targets + VisitSequences.FIRST_TARGET];
    tables
        .database()
        .forEach(
            "SELECT target_number, count(*) FROM train_visits WHERE is_shop = %s GROUP BY ALL"
                .formatted(isShop),
            row -> counts[row.getInt(1)] = row.getLong(2));
    return counts;
  }

  @Override
  public void close() {
    tables.close();
  }
}
