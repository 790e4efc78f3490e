package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.ExplainedShop;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Ranked;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
      "A request is a JSON object on one line, such as",
      "  {\"user\": {}, \"visits\": [{\"page\": \"item\", \"id\": \"i7\"}], \"candidates\": [\"s1\", \"s2\"], \"limit\": 10}",
      "with the visits from old to new; \"all_shops\": true ranks every shop of the bundle.",
      "Each request is answered before the next one is read. A bad one is answered with an",
      "error, the others are ranked all the same, and the exit code is 1 at the end. Columns of",
      "the user that the model does not read do not count; the answer names them."
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
      description = "One request, or several, one a line; - reads standard input as it comes.")
  private String request;

  @Option(
      names = "--explain",
      description = "Tell for each shop the score it would have without the item visits.")
  private boolean explain;

  @Mixin private TrustOptions trust;

  @Mixin private Output output;

  private @Nullable String firstFailure;
  private int failures;

  @Override
  public Integer call() throws Exception {
    try (ShopRanker ranker = ShopRanker.open(bundle.toFile(), trust.trust());
        RequestLines lines = RequestLines.open(request)) {
      int count = 0;
      while (answerNext(ranker, lines)) {
        count++;
      }
      if (count == 0) {
        throw new InputException("There is no request in " + source() + "; give a JSON object.");
      }
      if (firstFailure != null) {
        throw new InputException(
            "%,d of %,d requests failed, the first: %s".formatted(failures, count, firstFailure));
      }
    }
    return 0;
  }

  private String source() {
    return request.equals("-") ? "standard input" : request;
  }

  /** Returns whether there was a request. */
  private boolean answerNext(ShopRanker ranker, RequestLines lines) throws IOException {
    try {
      String json = lines.next();
      if (json == null) {
        return false;
      }
      answer(ranker, RankRequest.fromJson(json));
    } catch (IllegalArgumentException
        | IllegalStateException
        | RankingException
        | InputException e) {
      fail(lines.number(), String.valueOf(e.getMessage()));
    }
    output.out().flush();
    return true;
  }

  private void answer(ShopRanker ranker, RankRequest asked) {
    boolean ofItems = asked.page() == Page.ITEM;
    List<? extends Ranked> ranked;
    if (ofItems) {
      ranked = ranker.rankItems(asked);
    } else {
      ranked = explain ? ranker.explain(asked) : ranker.rank(asked).shops();
    }
    ObjectNode object = JSON.createObjectNode();
    ArrayNode array = object.putArray(ofItems ? "items" : "shops");
    int place = 1;
    for (Ranked each : ranked) {
      put(each, array.addObject());
      output.say("%4d  %-24s %.6f%s", place++, each.id(), each.score(), explanation(each));
    }
    nameUnread(ranker, asked, object);
    output.result(object);
  }

  /** A misspelt column only makes rankings worse: nobody would know. */
  private void nameUnread(ShopRanker ranker, RankRequest asked, ObjectNode object) {
    Set<String> unread = new TreeSet<>(asked.profile().keySet());
    unread.removeAll(ranker.profileColumns());
    if (!unread.isEmpty()) {
      ArrayNode names = object.putArray("unread_columns");
      for (String column : unread) {
        names.add(column);
      }
      output.say("The model does not read $.user.%s", String.join(", $.user.", unread));
    }
  }

  private static void put(Ranked ranked, ObjectNode object) {
    object.put("id", ranked.id()).put("score", ranked.score());
    if (ranked instanceof ExplainedShop shop) {
      object.put("score_without_item_visits", shop.scoreWithoutItemVisits());
    }
  }

  private static String explanation(Ranked ranked) {
    return ranked instanceof ExplainedShop shop
        ? "  item visits %+.6f".formatted(shop.itemVisitEffect())
        : "";
  }

  private void fail(int line, String message) {
    output.result(JSON.createObjectNode().put("error", message).put("line", line));
    String failure = "Request in line %d of %s: %s".formatted(line, source(), message);
    output.say("%s", failure);
    if (failures++ == 0) {
      firstFailure = failure;
    }
  }
}
