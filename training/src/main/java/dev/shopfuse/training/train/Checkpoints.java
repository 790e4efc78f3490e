package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.model.AtomicDirectory;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelSnapshot;
import dev.shopfuse.training.model.SnapshotFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints of one run. Not thread-safe; holds a lock on its directory until closed.
 *
 * <pre>
 * run.json          what the run is: configuration, data and features
 * step-&lt;n&gt;/         the weights after step n and where the run stood (state.json); the last two
 * best-&lt;epoch&gt;/     the weights of the best epoch at that time
 * </pre>
 */
final class Checkpoints implements AutoCloseable {
  private static final int KEPT = 2;
  private static final String STATE = "state.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CheckpointSettings settings;
  private final CheckpointFolder steps;
  private final CheckpointFolder bests;
  private final FileChannel lock;

  /** Steps whose folders this process read or wrote, the newest first; the last two. */
  private final List<Long> good = new ArrayList<>();

  /** The best epoch whose folder this process read or wrote; a killed run may leave others. */
  private long goodBest;

  private long lastNanos = System.nanoTime();

  private Checkpoints(CheckpointSettings settings, FileChannel lock) {
    this.settings = settings;
    this.lock = lock;
    this.steps = new CheckpointFolder(settings.directory(), "step");
    this.bests = new CheckpointFolder(settings.directory(), "best");
  }

  /** What a checkpoint gave back. */
  record Restored(RunState state, Optional<ModelSnapshot> best) {}

  /**
   * Opens or creates the directory.
   *
   * @throws InputException if another run holds it, it belongs to a different run, or it has
   *     checkpoints that nobody asked to continue from
   */
  static Checkpoints open(CheckpointSettings settings, RunIdentity identity) {
    Path directory = settings.directory();
    try {
      AtomicDirectory.recover(directory);
      Files.createDirectories(directory);
      Checkpoints checkpoints = new Checkpoints(settings, lock(directory));
      try {
        checkpoints.begin(identity);
      } catch (InputException e) {
        checkpoints.close();
        throw e;
      }
      return checkpoints;
    } catch (IOException e) {
      throw FileProblem.unwritable(directory, e);
    }
  }

  private void begin(RunIdentity identity) throws IOException {
    deleteUnfinished();
    List<Long> present = steps.numbers();
    if (present.isEmpty()) {
      identity.write(settings.directory());
    } else if (settings.resume()) {
      identity.requireSame(settings.directory());
    } else {
      throw new InputException(
          "%s holds a run that stopped after step %d; continue it with --resume, or delete that"
                  .formatted(settings.directory(), present.get(0))
              + " directory to begin anew.");
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new InputException(
          "Another run writes checkpoints to "
              + directory
              + "; wait for it or choose another name.");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  /** A killed run leaves what it was writing under a name with a dot. */
  private void deleteUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(settings.directory())) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(".")) {
          AtomicDirectory.delete(file);
        }
      }
    }
  }

  /**
   * Puts a model into the state of the newest good checkpoint.
   *
   * @return where the run stood; empty if there is no checkpoint yet
   * @throws InputException if there are some, and all are damaged
   */
  Optional<Restored> restore(FusedModel model) {
    try {
      List<Long> present = steps.numbers();
      for (long step : present) {
        if (isSound(step)) {
          Restored restored = restore(model, step);
          good.add(step);
          goodBest = restored.state().bestEpoch();
          return Optional.of(restored);
        }
      }
      if (!present.isEmpty()) {
        throw new InputException(
            "Every checkpoint in %s is damaged, that of step %d and those before it; delete that directory to begin anew."
                .formatted(settings.directory(), present.get(0)));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new InputException(
          "Checkpoint in " + settings.directory() + " cannot be read: " + e, e);
    }
  }

  /** Returns whether a checkpoint and the best epoch it refers to are whole. */
  private boolean isSound(long step) {
    if (!steps.isSound(step)) {
      return false;
    }
    int best = bestEpoch(steps.path(step));
    return best == 0 || bests.isSound(best);
  }

  private Restored restore(FusedModel model, long step) throws IOException {
    Path folder = steps.path(step);
    JsonNode tree = JSON.readTree(folder.resolve(STATE).toFile());
    RunState state = RunState.of(tree);
    model.restore(SnapshotFiles.read(model, folder));
    Optional<ModelSnapshot> best = Optional.empty();
    if (state.bestEpoch() > 0) {
      best = Optional.of(SnapshotFiles.read(model, bests.path(state.bestEpoch())));
    }
    return new Restored(state, best);
  }

  /** Returns whether it is time for a checkpoint. */
  boolean isDue(long step) {
    boolean bySteps = settings.everySteps() > 0 && step - lastStep() >= settings.everySteps();
    Duration since = Duration.ofNanos(System.nanoTime() - lastNanos);
    boolean byTime = !settings.every().isZero() && since.compareTo(settings.every()) >= 0;
    return bySteps || byTime;
  }

  private long lastStep() {
    return good.isEmpty() ? 0 : good.get(0);
  }

  /** Writes a checkpoint; the one before the last goes, and what this run cannot use. */
  void save(FusedModel model, RunState state, Optional<ModelSnapshot> best) {
    try {
      if (best.isPresent() && state.bestEpoch() != goodBest) {
        bests.write(state.bestEpoch(), fresh -> SnapshotFiles.write(best.get(), fresh));
        goodBest = state.bestEpoch();
      }
      ObjectNode tree = state.toTree();
      steps.write(
          model.step(),
          fresh -> {
            SnapshotFiles.write(model.liveSnapshot(), fresh);
            JSON.writeValue(fresh.resolve(STATE).toFile(), tree);
          });
      keep(model.step());
      lastNanos = System.nanoTime();
    } catch (IOException e) {
      throw new InputException(
          "Checkpoint cannot be written to %s: %s; %s"
              .formatted(settings.directory(), FileProblem.reason(e), wayOn()),
          e);
    }
  }

  private String wayOn() {
    return good.isEmpty()
        ? "there is no earlier one, make room there or give --out another place, and begin anew."
        : "earlier ones are untouched, make room there and go on with --resume.";
  }

  /** Returns the directory. */
  Path directory() {
    return settings.directory();
  }

  /** Writes a checkpoint unless there is one of this step; returns the folder with the weights. */
  Path saved(FusedModel model, RunState state, Optional<ModelSnapshot> best) {
    if (model.step() != lastStep() || !isSound(lastStep())) {
      save(model, state, best);
    }
    return steps.path(model.step());
  }

  private void keep(long written) throws IOException {
    good.remove(written);
    good.add(0, written);
    if (good.size() > KEPT) {
      good.remove(KEPT);
    }
    steps.keepOnly(good);
    List<Long> bestEpochs =
        good.stream()
            .map(step -> (long) bestEpoch(steps.path(step)))
            .filter(epoch -> epoch > 0)
            .toList();
    bests.keepOnly(bestEpochs);
  }

  private static int bestEpoch(Path folder) {
    try {
      return RunState.of(JSON.readTree(folder.resolve(STATE).toFile())).bestEpoch();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Returns a sentence that names the newest good checkpoint. */
  String describeLast() {
    try {
      for (long step : steps.numbers()) {
        if (isSound(step)) {
          return "The last good checkpoint is " + steps.path(step) + ".";
        }
      }
    } catch (IOException e) {
      return "The checkpoints in " + settings.directory() + " cannot be read: " + e.getMessage();
    }
    return "There is no checkpoint yet.";
  }

  /** Lets the directory go, and deletes it if the run ended before its first checkpoint. */
  @Override
  public void close() {
    try {
      if (steps.numbers().isEmpty()) {
        AtomicDirectory.delete(settings.directory());
      }
      lock.close();
    } catch (IOException e) {
      throw new InputException(
          settings.directory() + " cannot be let go: " + FileProblem.reason(e), e);
    }
  }
}
