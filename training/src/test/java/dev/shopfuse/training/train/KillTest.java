package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training process at random moments, as {@code kill -9} does, and resumes it. {@code
 * -Dshopfuse.kills=20} takes longer and more of them.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("shopfuse.kills", 2);
  private static final int EPOCHS = 60 * KILLS;

  @TempDir private Path folder;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KillableRun.class.getName(),
            folder.resolve("model").toString(),
            Integer.toString(EPOCHS),
            "1")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** Waits until the run writes checkpoints beyond those it found, or has ended. */
  private void awaitProgress(Process process, long after) throws Exception {
    while (process.isAlive() && newestStep() <= after) {
      Thread.sleep(5);
    }
  }

  private long newestStep() throws IOException {
    Path directory = CheckpointSettings.directoryFor(folder.resolve("model"));
    if (!Files.exists(directory)) {
      return 0;
    }
    return new CheckpointFolder(directory, "step").numbers().stream().findFirst().orElse(0L);
  }

  @Test
  void train_killedAtRandomMoments_endsWithTheWeightsOfAnUninterruptedRun() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long before = newestStep();
      Process process = start();
      awaitProgress(process, before);
      Thread.sleep(random.nextInt(1_000));
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      System.out.println("killed at step " + newestStep() + " of " + 2 * EPOCHS);
    }
    assertThat(killed).as("runs that were still going on when killed, seed %d", seed).isPositive();
    Process last = start();
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    String expected =
        new Trainer(KillableRun.config(EPOCHS), TinyInput.create(true), TrainingListener.SILENT)
            .train()
            .model()
            .weightsDigest();
    assertThat(folder.resolve("model")).as("seed %d", seed).hasContent(expected);
  }
}
