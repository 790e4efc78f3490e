package dev.shopfuse.spark.train;

import dev.shopfuse.training.model.BlockKey;
import dev.shopfuse.training.train.Round;
import dev.shopfuse.training.train.ShareBlock;
import dev.shopfuse.training.train.ShareTrainer;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import scala.Function1;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Trains the share that a partition names. */
final class ShareTask
    implements Function1<Iterator<Integer>, Iterator<Tuple2<BlockKey, ShareBlock>>>, Serializable {
  private static final long serialVersionUID = 1;

  private final Round round;

  ShareTask(Round round) {
    this.round = round;
  }

  @Override
  public Iterator<Tuple2<BlockKey, ShareBlock>> apply(Iterator<Integer> shares) {
    int share = shares.next();
    ShareTrainer trainer = ShareTrainers.take(round, share, Path.of(SparkFiles.getRootDirectory()));
    TaskContext.get()
        .addTaskCompletionListener(
            task -> {
              // Whoever was stopped in the middle of a step is good for nothing any more.
              if (task.isFailed() || task.isInterrupted()) {
                trainer.close();
              } else {
                ShareTrainers.giveBack(trainer);
              }
            });
    return CollectionConverters.asScala(
        trainer
            .train(round, share)
            .map(block -> new Tuple2<>(block.block().key(), block))
            .iterator());
  }
}
