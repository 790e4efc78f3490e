package dev.shopfuse.sdk;

import dev.shopfuse.sdk.internal.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as JSON; its form is told at {@link RankRequest#fromJson}. */
final class RankRequestJson {
  private static final String[] MEMBERS = {
    "user",
    "visits",
    "candidates",
    "all_shops",
    "items",
    "all_items",
    "allow",
    "block",
    "exclude_visited",
    "limit"
  };

  private RankRequestJson() {}

  static RankRequest read(String text) {
    JsonNode json = JsonNode.parse(text).allow(MEMBERS);
    RankRequestBuilder builder = RankRequest.forUser(readProfile(json.find("user")));
    builder.visits(readVisits(json.find("visits")));
    readTargets(json, builder);
    JsonNode allow = json.find("allow");
    if (allow != null) {
      builder.allow(allow.strings());
    }
    JsonNode block = json.find("block");
    if (block != null) {
      builder.block(block.strings());
    }
    if (isTrue(json, "exclude_visited")) {
      builder.excludeVisited();
    }
    JsonNode limit = json.find("limit");
    if (limit != null) {
      builder.limit((int) limit.integer(1, Integer.MAX_VALUE));
    }
    return build(builder);
  }

  private static void readTargets(JsonNode json, RankRequestBuilder builder) {
    JsonNode candidates = json.find("candidates");
    if (candidates != null) {
      builder.candidates(candidates.strings());
    }
    JsonNode items = json.find("items");
    if (items != null) {
      builder.items(items.strings());
    }
    if (isTrue(json, "all_shops")) {
      builder.allShops();
    }
    if (isTrue(json, "all_items")) {
      builder.allItems();
    }
  }

  private static boolean isTrue(JsonNode json, String name) {
    JsonNode member = json.find(name);
    return member != null && member.bool();
  }

  private static RankRequest build(RankRequestBuilder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "$ needs exactly one of \"candidates\", \"all_shops\": true, \"items\" and"
              + " \"all_items\": true",
          e);
    }
  }

  private static Map<String, String> readProfile(@Nullable JsonNode user) {
    Map<String, String> profile = new LinkedHashMap<>();
    if (user == null) {
      return profile;
    }
    for (String column : user.names()) {
      JsonNode value = user.find(column);
      String text = value == null ? null : value.text();
      if (text != null) {
        profile.put(column, text);
      }
    }
    return profile;
  }

  private static List<Visit> readVisits(@Nullable JsonNode array) {
    List<Visit> visits = new ArrayList<>();
    if (array == null) {
      return visits;
    }
    boolean timed = false;
    for (JsonNode node : array.elements()) {
      JsonNode time = node.allow("page", "id", "time_millis").find("time_millis");
      if (visits.isEmpty()) {
        timed = time != null;
      } else if (timed != (time != null)) {
        throw new IllegalArgumentException(
            node.path()
                + (timed ? " lacks" : " has")
                + " time_millis, unlike the visits before it; give it to all visits or to none");
      }
      long timeMillis = time == null ? 0 : time.integer(Long.MIN_VALUE, Long.MAX_VALUE);
      visits.add(Visit.of(readPage(node.get("page")), readId(node.get("id")), timeMillis));
    }
    return visits;
  }

  private static Page readPage(JsonNode node) {
    switch (String.valueOf(node.text())) {
      case "item":
        return Page.ITEM;
      case "shop":
        return Page.SHOP;
      default:
        throw node.wrong("\"item\" or \"shop\"");
    }
  }

  private static String readId(JsonNode node) {
    if (node.string().isEmpty()) {
      throw node.wrong("the id of an item or shop");
    }
    return node.string();
  }
}
