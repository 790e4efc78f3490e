package dev.shopfuse.sdk;

import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes requests that are sound in most places and wrong in some. Not thread-safe. */
final class FuzzedRequests {
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
    "limit",
    "unheard_of",
    ""
  };
  private static final Object[] ODDITIES = {
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e300,
    -0.0,
    Long.MAX_VALUE,
    Integer.MIN_VALUE,
    "",
    " ",
    "NaN",
    "\ud800",
    "\u0000",
    "{}",
    "1e999",
    "s1",
    "item",
    "\n",
    "x".repeat(2_000)
  };
  private static final String[] IDS = {"s1", "s2", "s3", "s4", "i1", "i2", "i3", "i4", "none", ""};

  private final Random random;

  FuzzedRequests(Random random) {
    this.random = random;
  }

  /** Returns a JSON text, now and then no JSON at all. */
  String json() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put(pick("candidates", "all_shops", "items", "all_items"), true);
    for (int i = random.nextInt(4); i > 0; i--) {
      request.put(MEMBERS[random.nextInt(MEMBERS.length)], true);
    }
    for (String member : new ArrayList<>(request.keySet())) {
      request.put(member, rarely() ? anything(3) : usual(member));
    }
    String text = JsonWriter.string(request);
    return random.nextInt(8) == 0 ? damaged(text) : text;
  }

  private Object usual(String member) {
    switch (member) {
      case "user":
        return profile();
      case "visits":
        return visits();
      case "limit":
        return 1 + random.nextInt(5);
      case "candidates":
      case "items":
      case "allow":
      case "block":
        return ids(member.equals("items") ? "i" : "s");
      default:
        return true;
    }
  }

  private Map<String, Object> profile() {
    Map<String, Object> profile = new LinkedHashMap<>();
    for (String column : Arrays.asList("city", "age", "income", "interests", "unread")) {
      if (random.nextBoolean()) {
        profile.put(column, rarely() ? anything(1) : pick("Bern", "41", "12.5", "tea|books|"));
      }
    }
    return profile;
  }

  private List<Object> visits() {
    List<Object> visits = new ArrayList<>();
    boolean timed = random.nextBoolean();
    for (int i = random.nextInt(6); i > 0; i--) {
      Map<String, Object> visit = new LinkedHashMap<>();
      visit.put("page", rarely() ? anything(1) : pick("item", "shop"));
      visit.put("id", rarely() ? anything(1) : IDS[random.nextInt(IDS.length - 1)]);
      if (timed) {
        visit.put("time_millis", rarely() ? anything(1) : random.nextLong() / 1_000);
      }
      visits.add(rarely() ? anything(2) : visit);
    }
    return visits;
  }

  private List<Object> ids(String prefix) {
    List<Object> ids = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      ids.add(rarely() ? anything(1) : prefix + (1 + random.nextInt(4)));
    }
    return ids;
  }

  private Object anything(int depth) {
    switch (depth == 0 ? 9 : random.nextInt(10)) {
      case 0:
        return new ArrayList<>(Arrays.asList(anything(depth - 1), anything(depth - 1)));
      case 1:
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(pick("page", "id", "x"), anything(depth - 1));
        return object;
      default:
        return ODDITIES[random.nextInt(ODDITIES.length)];
    }
  }

  private String damaged(String text) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0:
        return text.substring(0, at);
      case 1:
        return text.substring(0, at) + (char) random.nextInt(0x10000) + text.substring(at + 1);
      case 2:
        return text.substring(0, at)
            + pick("[", "]", "{", "\"", "1e", "\\u12")
            + text.substring(at);
      default:
        return "[".repeat(random.nextInt(100)) + text;
    }
  }

  /** Builds a request by the calls an app makes, with nulls where none belong. */
  RankRequest build() {
    Map<String, String> profile = new LinkedHashMap<>();
    profile.put("income", pick("1", "NaN", "", "-1e300", "1e-400"));
    profile.put("interests", rarely() ? null : pick("a|b|c|d|e", "|||", "\ud800|x"));
    RankRequestBuilder builder = RankRequest.forUser(profile);
    for (int calls = 1 + random.nextInt(4); calls > 0; calls--) {
      call(builder);
    }
    return builder.build();
  }

  private void call(RankRequestBuilder builder) {
    switch (random.nextInt(9)) {
      case 0:
        builder.visits(visitObjects());
        break;
      case 1:
        builder.allow(idObjects());
        break;
      case 2:
        builder.block(idObjects());
        break;
      case 3:
        builder.excludeVisited();
        break;
      case 4:
        builder.limit(random.nextInt(6) - 1);
        break;
      case 5:
        builder.candidates(idObjects());
        break;
      case 6:
        builder.items(idObjects());
        break;
      case 7:
        builder.allShops();
        break;
      default:
        builder.allItems();
    }
  }

  private List<Visit> visitObjects() {
    List<Visit> visits = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Page page = rarely() ? null : Page.values()[random.nextInt(2)];
      visits.add(rarely() ? null : Visit.of(page, idObject(), random.nextLong()));
    }
    return visits;
  }

  private List<String> idObjects() {
    List<String> ids = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ids.add(idObject());
    }
    return ids;
  }

  private String idObject() {
    return rarely() ? null : IDS[random.nextInt(IDS.length - 1)];
  }

  private boolean rarely() {
    return random.nextInt(25) == 0;
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
