package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.model.AtomicDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training process at random moments, as {@code kill -9} does, and resumes it. A moment
 * that comes after the run has ended does not count; another run is begun then. {@code
 * -Dshopfuse.kills=20} takes longer and more of them.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("shopfuse.kills", 2);
  private static final int EPOCHS = 60 * KILLS;

  /** The exit value of a process that signal 9 ended. */
  private static final int KILLED = 128 + 9;

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

  /** Waits until the run has written checkpoints up to a step, or has ended. */
  private void await(Process process, long step) throws Exception {
    while (process.isAlive() && newestStep() < step) {
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
    String expected =
        new Trainer(KillableRun.config(EPOCHS), TinyInput.create(true), TrainingListener.SILENT)
            .train()
            .model()
            .weightsDigest();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int killed = 0;
    for (int attempt = 0; killed < KILLS; attempt++) {
      assertThat(attempt).as("moments that came too late, seed %d", seed).isLessThan(3 * KILLS);
      Process process = start();
      await(process, newestStep() + 1 + random.nextInt(60));
      Thread.sleep(random.nextInt(30));
      int exit = process.destroyForcibly().waitFor();
      System.out.println("exit " + exit + " at step " + newestStep() + " of " + 2 * EPOCHS);
      if (exit == KILLED) {
        killed++;
      } else {
        assertFinished(exit, expected, seed);
        AtomicDirectory.delete(CheckpointSettings.directoryFor(folder.resolve("model")));
      }
    }
    Process last = start();
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertFinished(last.exitValue(), expected, seed);
  }

  private void assertFinished(int exit, String expected, long seed) throws IOException {
    assertThat(exit).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(folder.resolve("model")).as("seed %d", seed).hasContent(expected);
  }
}
