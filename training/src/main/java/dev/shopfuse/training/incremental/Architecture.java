package dev.shopfuse.training.incremental;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.JsonDifference;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.List;

/** The settings that weights and optimiser states depend on. */
final class Architecture {
  private static final List<String> MAY_DIFFER = List.of("model.dropout");

  private Architecture() {}

  /**
   * Compares the configuration of a model with that of a run that is to begin with it.
   *
   * @throws InputException naming the first difference
   */
  static void requireSame(TrainingConfig earlier, TrainingConfig wanted) {
    JsonDifference.first(tree(earlier), tree(wanted), MAY_DIFFER)
        .ifPresent(
            difference -> {
              throw new InputException(
                  "%s is %s in the model to train on from, %s in the configuration: its weights do not"
                          .formatted(difference.name(), difference.left(), difference.right())
                      + " fit. Leave out --config, take over that setting, or train without --from.");
            });
  }

  private static ObjectNode tree(TrainingConfig config) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("model", config.toTree().path("model"));
    tree.putObject("loss")
        .put("weighting", config.loss().weighting().name())
        .put("item_weight", config.hasItemTower() ? "above 0" : "0");
    tree.putObject("optimizer")
        .put("towers", config.optimizer().towers().name())
        .put("tables", config.optimizer().tables().name());
    return tree;
  }
}
