package dev.shopfuse.sdk.store;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.channel.ChannelMemory;
import dev.shopfuse.sdk.internal.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store holds: {@code store.json}, the pointer to the model in use. Immutable. */
final class StoreState {
  static final StoreState EMPTY =
      new StoreState(null, null, null, null, Collections.<String>emptyList());

  private static final int FORMAT = 1;
  private static final int MAX_REFUSED = 32;

  final @Nullable String name;
  final @Nullable ModelRecord current;
  final @Nullable ModelRecord previous;

  /** What is kept of the newest channel accepted. */
  final @Nullable ChannelMemory seen;

  /** Digests of models that were tried here and are not to be tried again. */
  final List<String> refused;

  private StoreState(
      @Nullable String name,
      @Nullable ModelRecord current,
      @Nullable ModelRecord previous,
      @Nullable ChannelMemory seen,
      List<String> refused) {
    this.name = name;
    this.current = current;
    this.previous = previous;
    this.seen = seen;
    this.refused = refused;
  }

  /** Returns the state once a model is in use. */
  StoreState install(String modelName, ModelRecord model) {
    ModelRecord back = current == null || refused.contains(current.sha256) ? previous : current;
    return new StoreState(modelName, model, back, seen, refused);
  }

  /** Returns the state once the model in use is given up for the previous one, for good. */
  StoreState rollBack() {
    StoreState back = withdraw();
    return current == null ? back : back.refuse(current.sha256);
  }

  /** Returns the state once the previous model is in use; the present one may come again. */
  StoreState withdraw() {
    if (previous == null) {
      throw new IllegalStateException("No previous model");
    }
    return new StoreState(name, previous, null, seen, refused);
  }

  /** Returns the state once a model is not to be tried again. */
  StoreState refuse(String sha256) {
    List<String> more = new ArrayList<>(refused);
    more.remove(sha256);
    more.add(sha256);
    int from = Math.max(0, more.size() - MAX_REFUSED);
    return new StoreState(name, current, previous, seen, more.subList(from, more.size()));
  }

  /**
   * Returns the state once another channel has been accepted; before any model, it gives the name.
   */
  StoreState remember(String channelName, ChannelMemory accepted) {
    String kept = current == null ? channelName : name;
    return new StoreState(kept, current, previous, accepted, refused);
  }

  /** Returns whether a model is in use or the one to go back to. */
  boolean holds(String sha256) {
    return (current != null && current.sha256.equals(sha256))
        || (previous != null && previous.sha256.equals(sha256));
  }

  String toJson() {
    JsonStringWriter json = JsonWriter.string().object().value("format", FORMAT);
    if (name != null) {
      json.value("name", name);
    }
    write(json, "current", current);
    write(json, "previous", previous);
    if (seen != null) {
      json.value("seen", seen.toJson());
    }
    return json.array("refused", refused).end().done();
  }

  private static void write(JsonStringWriter json, String key, @Nullable ModelRecord model) {
    if (model != null) {
      json.object(key).value("sha256", model.sha256).value("version", model.version);
      json.value("bytes", model.bytes).end();
    }
  }

  static StoreState read(String text) {
    JsonNode json = JsonNode.parse(text);
    json.get("format").integer(FORMAT, FORMAT);
    JsonNode name = json.find("name");
    JsonNode seen = json.find("seen");
    return new StoreState(
        name == null ? null : name.string(),
        readModel(json.find("current")),
        readModel(json.find("previous")),
        seen == null ? null : ChannelMemory.read(seen.string()),
        json.get("refused").strings());
  }

  private static @Nullable ModelRecord readModel(@Nullable JsonNode json) {
    return json == null
        ? null
        : new ModelRecord(
            json.get("sha256").string(),
            json.get("version").integer(1, Long.MAX_VALUE),
            json.get("bytes").integer(1, Long.MAX_VALUE));
  }

  /** One model of the store. Immutable. */
  static final class ModelRecord {
    final String sha256;
    final long version;
    final long bytes;

    ModelRecord(String sha256, long version, long bytes) {
      this.sha256 = sha256;
      this.version = version;
      this.bytes = bytes;
    }
  }
}
