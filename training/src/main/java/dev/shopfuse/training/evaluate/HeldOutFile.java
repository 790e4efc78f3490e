package dev.shopfuse.training.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.RankRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Users of a model's tune split with their held-out shops, one JSON object a line: what shows later
 * whether a model that was trained on has forgotten.
 *
 * <p>It holds visits of people. It stays with whoever trains; no bundle contains it.
 */
public final class HeldOutFile {
  /** The name of the file in a model directory. */
  public static final String NAME = "held_out.jsonl";

  private static final JsonMapper JSON = new JsonMapper();

  private HeldOutFile() {}

  /** Writes users. */
  public static void write(Path file, List<HeldOutUser> users) throws IOException {
    Files.write(file, users.stream().map(HeldOutFile::line).toList());
  }

  /**
   * Reads users.
   *
   * @return none if there is no such file
   * @throws IOException if a line is malformed
   */
  public static List<HeldOutUser> read(Path file) throws IOException {
    List<HeldOutUser> users = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        JsonNode object = JSON.readTree(line);
        users.add(
            new HeldOutUser(
                RankRequest.fromJson(object.path("request").toString()),
                texts(object.path("held_out")),
                texts(object.path("seen"))));
      }
    }
    return users;
  }

  private static String line(HeldOutUser user) {
    ObjectNode object = JSON.createObjectNode();
    object.set("request", RequestFile.tree(user.request()));
    user.heldOut().forEach(object.putArray("held_out")::add);
    user.seen().forEach(object.putArray("seen")::add);
    return object.toString();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
