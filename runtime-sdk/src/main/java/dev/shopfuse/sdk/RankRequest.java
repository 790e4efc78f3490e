package dev.shopfuse.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One user, what they visited, and the shops to rank for them. Immutable. */
public final class RankRequest {
  /** The limit that returns every candidate. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Map<String, String> profile;
  private final List<Visit> visits;
  private final List<String> candidates;
  private final boolean allShops;
  private final int limit;

  RankRequest(RankRequestBuilder builder, boolean allShops) {
    this.profile = Collections.unmodifiableMap(new LinkedHashMap<>(builder.profile));
    this.visits = Collections.unmodifiableList(new ArrayList<>(builder.visits));
    this.candidates = Collections.unmodifiableList(new ArrayList<>(builder.candidates));
    this.allShops = allShops;
    this.limit = builder.limit;
  }

  /**
   * Starts a request for a user.
   *
   * @param profile the raw values of the user by column, such as {@code city}; columns the model
   *     does not read are ignored, missing ones are unknown
   */
  public static RankRequestBuilder forUser(Map<String, String> profile) {
    return new RankRequestBuilder(profile);
  }

  /**
   * Reads a request from JSON:
   *
   * <pre>
   * {"user": {"city": "Bern"},
   *  "visits": [{"page": "item", "id": "i7", "time_millis": 1700000000000}],
   *  "candidates": ["s1", "s2"],
   *  "limit": 10}
   * </pre>
   *
   * <p>{@code "all_shops": true} stands for all candidates. {@code user}, {@code visits} and {@code
   * limit} are optional; so is {@code time_millis} if no visit has it: they are then in the order
   * in which they happened.
   *
   * @throws IllegalArgumentException if the text is no such request; the message says where
   */
  public static RankRequest fromJson(String json) {
    return RankRequestJson.read(json);
  }

  /** Returns the raw values of the user by column. */
  public Map<String, String> profile() {
    return profile;
  }

  /** Returns the visits in the order in which they were given. */
  public List<Visit> visits() {
    return visits;
  }

  /** Returns the ids of the shops to rank, each once; empty if all shops are. */
  public List<String> candidates() {
    return candidates;
  }

  /** Returns whether all shops of the model are ranked. */
  public boolean allShops() {
    return allShops;
  }

  /** Returns how many shops to return at most. */
  public int limit() {
    return limit;
  }
}
