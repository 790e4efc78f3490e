package dev.shopfuse.training.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What must be the same for a run to go on from a checkpoint: configuration, visits and features.
 * Only the number of epochs, the patience and the learning rate may be changed. Immutable.
 */
final class RunIdentity {
  private static final String FILE = "run.json";
  private static final List<String> MAY_CHANGE = List.of("epochs", "patience", "learning_rate");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode tree;

  private RunIdentity(ObjectNode tree) {
    this.tree = tree;
  }

  static RunIdentity of(TrainingConfig config, TrainingInput input) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("data_digest", input.samples().digest());
    tree.put("contract_digest", input.contract().digest());
    tree.set("config", config.toTree());
    return new RunIdentity(tree);
  }

  boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  void write(Path directory) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(directory.resolve(FILE).toFile(), tree);
  }

  /**
   * Compares with the run that a directory belongs to.
   *
   * @throws InputException naming the first difference
   */
  void requireSame(Path directory) throws IOException {
    // Both sides as read, so that 1 and 1.0 and their Java types compare alike.
    JsonNode mine = JSON.readTree(JSON.writeValueAsBytes(tree));
    JsonNode theirs = JSON.readTree(directory.resolve(FILE).toFile());
    compare("", mine, theirs, directory);
  }

  private static void compare(String name, JsonNode mine, JsonNode theirs, Path directory) {
    if (mine.equals(theirs) || MAY_CHANGE.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return;
    }
    if (mine.isObject() && theirs.isObject()) {
      for (Iterator<String> keys = mine.fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        compare(
            name.isEmpty() ? key : name + "." + key, mine.path(key), theirs.path(key), directory);
      }
      return;
    }
    throw new InputException(
        "Checkpoints in %s belong to another run: %s is %s there, %s here. Resume with the same"
                .formatted(directory, name, theirs, mine)
            + " configuration and data, or delete that directory to begin anew.");
  }
}
