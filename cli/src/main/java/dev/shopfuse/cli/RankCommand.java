package dev.shopfuse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.Ranking;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks shops for one request, or for a stream of them. */
@Command(
    name = "rank",
    description = {
      "Ranks shops with a bundle, offline.",
      "A request is a JSON object such as",
      "  {\"user\": {}, \"visits\": [{\"page\": \"item\", \"id\": \"i7\"}],",
      "   \"candidates\": [\"s1\", \"s2\"], \"limit\": 10}",
      "with the visits from old to new; \"all_shops\": true ranks every shop of the bundle."
    },
    mixinStandardHelpOptions = true)
final class RankCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--bundle", required = true, paramLabel = "FILE", description = "The bundle.")
  private Path bundle;

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE",
      description = "One request or several, one after the other; - reads standard input.")
  private String request;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    try (ShopRanker ranker = ShopRanker.open(bundle.toFile());
        Reader reader = reader();
        MappingIterator<JsonNode> requests = JSON.readerFor(JsonNode.class).readValues(reader)) {
      int number = 0;
      for (JsonNode json = next(requests, 1); json != null; json = next(requests, number + 1)) {
        number++;
        print(rank(ranker, json, number));
      }
      if (number == 0) {
        throw new InputException("There is no request in " + source() + "; give a JSON object.");
      }
    }
    return 0;
  }

  private Reader reader() throws IOException {
    return request.equals("-")
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(Path.of(request));
  }

  private String source() {
    return request.equals("-") ? "standard input" : request;
  }

  private @Nullable JsonNode next(MappingIterator<JsonNode> requests, int number)
      throws IOException {
    try {
      return requests.hasNextValue() ? requests.nextValue() : null;
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Request %d of %s is no JSON: %s".formatted(number, source(), e.getOriginalMessage()), e);
    }
  }

  private Ranking rank(ShopRanker ranker, JsonNode json, int number) {
    try {
      return ranker.rank(RankRequest.fromJson(json.toString()));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "Request %d of %s: %s".formatted(number, source(), e.getMessage()), e);
    }
  }

  private void print(Ranking ranking) {
    ObjectNode object = JSON.createObjectNode();
    int place = 1;
    for (RankedShop shop : ranking.shops()) {
      object.withArray("shops").addObject().put("id", shop.id()).put("score", shop.score());
      output.say("%4d  %-24s %.6f", place++, shop.id(), shop.score());
    }
    output.result(object);
  }
}
