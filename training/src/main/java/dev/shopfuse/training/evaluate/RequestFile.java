package dev.shopfuse.training.evaluate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Requests of real users, one JSON object a line: what an export proves itself on, and what {@code
 * shopfuse rank --request} reads.
 *
 * <p>It holds visits of people. It stays with whoever trains; no bundle contains it.
 */
public final class RequestFile {
  /** The name of the file in a model directory. */
  public static final String NAME = "requests.jsonl";

  private static final JsonMapper JSON = new JsonMapper();

  private RequestFile() {}

  /** Writes requests for all shops. */
  public static void write(Path file, List<RankRequest> requests) throws IOException {
    Files.write(file, requests.stream().map(request -> tree(request).toString()).toList());
  }

  /**
   * Reads requests.
   *
   * @return none if there is no such file
   * @throws IllegalArgumentException if a line is no request
   */
  public static List<RankRequest> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream().map(RankRequest::fromJson).toList();
  }

  static ObjectNode tree(RankRequest request) {
    ObjectNode object = JSON.createObjectNode();
    request.profile().forEach(object.putObject("user")::put);
    object.putArray("visits");
    for (Visit visit : request.visits()) {
      object
          .withArray("visits")
          .addObject()
          .put("page", visit.page().name().toLowerCase(Locale.ROOT))
          .put("id", visit.id());
    }
    return object.put("all_shops", true);
  }
}
