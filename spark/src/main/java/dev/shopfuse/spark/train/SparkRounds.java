package dev.shopfuse.spark.train;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.model.BlockKey;
import dev.shopfuse.training.model.StateBlock;
import dev.shopfuse.training.train.Round;
import dev.shopfuse.training.train.RoundRunner;
import dev.shopfuse.training.train.ShareBlock;
import dev.shopfuse.training.train.ShareReport;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Rounds of training on Spark: a barrier stage trains all shares at once, and a shuffle brings the
 * blocks of one key together, where they are merged. Since what a share makes is a function of the
 * round, Spark may run any of it again when an executor is lost.
 *
 * <p>The driver fetches the merged blocks a partition at a time. Not thread-safe; close it, the
 * session stays open.
 */
public final class SparkRounds implements RoundRunner, AutoCloseable {
  /** So much of a model the driver holds at a time. */
  private static final long PART_BYTES = 128L << 20;

  private final JavaSparkContext spark;

  private SparkRounds(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Prepares a session.
   *
   * @param shares how many shares a round will have
   * @throws InputException if this machine alone is the cluster and cannot run them at once
   */
  public static SparkRounds on(SparkSession session, int shares) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    int cores = spark.defaultParallelism();
    if (spark.isLocal() && cores < shares) {
      throw new InputException(
          "%d tasks of a round run at once, but master %s runs %d; give --master local[%1$d] or fewer tasks"
              .formatted(shares, spark.master(), cores));
    }
    return new SparkRounds(spark);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException if Spark was stopped meanwhile, as Ctrl-C does before the round has
   *     ended
   */
  @Override
  public List<ShareReport> run(Round round, Consumer<StateBlock> merged) {
    try {
      return collect(round, merged);
    } catch (Exception e) {
      if (spark.sc().isStopped()) {
        throw new InputException(
            "Spark was stopped in the middle of a round, which is lost; give --resume to go on from"
                + " the last checkpoint (the job jar does so by itself)",
            e);
      }
      throw e;
    }
  }

  private List<ShareReport> collect(Round round, Consumer<StateBlock> merged) {
    SortedMap<Integer, ShareReport> reports = new TreeMap<>();
    Iterator<Merged> blocks = merged(round).toLocalIterator();
    while (blocks.hasNext()) {
      Merged block = blocks.next();
      block.reports.forEach(report -> reports.put(report.share(), report));
      merged.accept(block.block);
    }
    return List.copyOf(reports.values());
  }

  private record Merged(List<ShareReport> reports, StateBlock block) implements Serializable {}

  private JavaRDD<Merged> merged(Round round) {
    List<Integer> shares = IntStream.range(0, round.shares()).boxed().toList();
    RDD<Tuple2<BlockKey, ShareBlock>> trained =
        spark
            .parallelize(shares, round.shares())
            .rdd()
            .barrier()
            .mapPartitions(new ShareTask(round), false, tag(Tuple2.class));
    return JavaPairRDD.fromRDD(trained, tag(BlockKey.class), tag(ShareBlock.class))
        .groupByKey(new HashPartitioner(parts(round)))
        .values()
        .map(SparkRounds::merge);
  }

  private static int parts(Round round) {
    try (Stream<Path> files = Files.walk(Path.of(round.state()))) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      return Math.toIntExact(1 + bytes / PART_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + round.state(), e);
    }
  }

  /** The order in which blocks arrive depends on the network, so it must not count. */
  private static Merged merge(Iterable<ShareBlock> blocks) {
    List<ShareBlock> byShare =
        StreamSupport.stream(blocks.spliterator(), false)
            .sorted(Comparator.comparingInt(block -> block.report().share()))
            .toList();
    return new Merged(
        byShare.stream().map(ShareBlock::report).toList(),
        StateBlock.merge(byShare.stream().map(ShareBlock::block).toList()));
  }

  /** Scala tells types apart by tags; what is in a tuple does not count. */
  @SuppressWarnings("unchecked")
  private static <T> ClassTag<T> tag(Class<?> type) {
    return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
  }

  /** Closes the trainers in the driver's process, where a local master has had them. */
  @Override
  public void close() {
    ShareTrainers.close();
  }
}
