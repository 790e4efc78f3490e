package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.store.ModelStore;
import dev.shopfuse.sdk.store.ModelUpdater;
import dev.shopfuse.sdk.store.ModelUpdaterBuilder;
import dev.shopfuse.sdk.store.StoredModel;
import dev.shopfuse.sdk.store.UpdateResult;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a store up to date with a channel. */
@Command(
    name = "update",
    description = {
      "Fetches the newest model of a channel into a store, proves it, and brings it into use.",
      "Run it again after any failure: what has arrived is kept, and so is the model in use."
    },
    mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {
  @Option(
      names = "--channel",
      required = true,
      paramLabel = "URL",
      description = "Where channel.json is.")
  private String channel;

  @Option(names = "--store", required = true, paramLabel = "DIR", description = "The store.")
  private Path store;

  @Option(
      names = "--public-key",
      required = true,
      paramLabel = "PEM",
      description = "The key that signs the channel; several in one file mean any of them.")
  private Path publicKey;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The model that is expected; default: the one in the store, or any.")
  private @Nullable String name;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    ModelStore models = open(TrustOptions.pinned(publicKey));
    UpdateResult result;
    try (ProgressDisplay bars = output.progress()) {
      result =
          updater(models)
              .listener((state, done, total) -> show(bars, state.name(), done, total))
              .build()
              .update();
    }
    report(result);
    return 0;
  }

  private ModelStore open(BundleTrust trust) {
    return name == null
        ? ModelStore.open(store.toFile(), trust)
        : ModelStore.open(store.toFile(), trust, name);
  }

  private ModelUpdaterBuilder updater(ModelStore models) throws IOException {
    try {
      return ModelUpdater.builder(models, channel);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void show(ProgressDisplay bars, String state, long done, long total) {
    if (total > 0) {
      bars.show(state.toLowerCase(Locale.ROOT).replace('_', ' '), done, total);
    }
  }

  private void report(UpdateResult result) {
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    ObjectNode json = new JsonMapper().createObjectNode().put("outcome", outcome);
    json.put("downloaded_bytes", result.downloadedBytes());
    StoredModel model = result.model();
    if (model != null) {
      json.put("version", model.version()).put("bundle", model.file().toString());
      output.say(
          "%s: version %d in use, %,d bytes downloaded",
          outcome.replace('_', ' '), model.version(), result.downloadedBytes());
      output.say("  %s", model.file());
    } else {
      output.say("%s: no model in use", outcome.replace('_', ' '));
    }
    output.result(json);
  }
}
