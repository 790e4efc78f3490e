package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.AtomicFile;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.JsonDifference;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What must be the same for a run to go on from a checkpoint: version, configuration, visits,
 * features, and the weights it began with. Only the number of epochs, the patience and the learning
 * rate may be changed. Immutable.
 */
final class RunIdentity {
  private static final String FILE = "run.json";
  private static final List<String> MAY_CHANGE =
      List.of(
          "config.training.epochs", "config.training.patience", "config.training.learning_rate");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode tree;

  private RunIdentity(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * Returns what a run is.
   *
   * @param beginning the model before its first step: random, or grown from another one
   * @param rounds how it is shared out; empty if it is not
   */
  static RunIdentity of(
      TrainingConfig config,
      TrainingInput input,
      FusedModel beginning,
      Optional<RoundSettings> rounds) {
    ObjectNode tree = JSON.createObjectNode().put("version", TrainingVersion.current());
    rounds.ifPresent(
        shared -> tree.put("tasks", shared.shares()).put("steps_of_a_round", shared.steps()));
    tree.put("data_digest", input.samples().digest());
    tree.put("contract_digest", input.contract().digest());
    tree.set("config", config.toTree());
    // Last, since a difference in what comes before says more.
    tree.put("beginning_digest", beginning.weightsDigest());
    return new RunIdentity(tree);
  }

  void write(Path directory) throws IOException {
    byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    AtomicFile.write(directory.resolve(FILE), text);
  }

  /**
   * Compares with the run that a directory belongs to.
   *
   * @throws InputException naming the first difference
   */
  void requireSame(Path directory) throws IOException {
    JsonNode theirs = JSON.readTree(directory.resolve(FILE).toFile());
    Optional<JsonDifference> difference = JsonDifference.first(tree, theirs, MAY_CHANGE);
    if (difference.isPresent()) {
      throw new InputException(
          "Checkpoints in %s belong to another run: %s is %s there, %s here. Resume with the same"
                  .formatted(
                      directory,
                      difference.get().name(),
                      difference.get().right(),
                      difference.get().left())
              + " version, configuration and data, or delete that directory to begin anew.");
    }
  }
}
