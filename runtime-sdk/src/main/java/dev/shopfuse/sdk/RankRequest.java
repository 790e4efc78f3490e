package dev.shopfuse.sdk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user, what they visited, and the shops or items to rank for them. Immutable. */
public final class RankRequest {
  /** The limit that returns every candidate. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final Comparator<Visit> OLD_FIRST =
      new Comparator<Visit>() {
        @Override
        public int compare(Visit left, Visit right) {
          return Long.compare(left.timeMillis(), right.timeMillis());
        }
      };

  private final Map<String, String> profile;
  private final List<Visit> visits;
  private final Page page;
  private final boolean wholeCatalogue;
  private final List<String> candidates;
  private final @Nullable Set<String> allowed;
  private final Set<String> blocked;
  private final boolean excludesVisited;
  private final int limit;

  RankRequest(RankRequestBuilder builder, Page page, boolean wholeCatalogue) {
    this.profile = Collections.unmodifiableMap(new LinkedHashMap<>(builder.profile));
    List<Visit> oldFirst = new ArrayList<>(builder.visits);
    Collections.sort(oldFirst, OLD_FIRST);
    this.visits = Collections.unmodifiableList(oldFirst);
    this.page = page;
    this.wholeCatalogue = wholeCatalogue;
    this.candidates = Collections.unmodifiableList(new ArrayList<>(builder.candidates));
    this.allowed = builder.allowed == null ? null : copy(builder.allowed);
    this.blocked = copy(builder.blocked);
    this.excludesVisited = builder.excludesVisited;
    this.limit = builder.limit;
  }

  private static Set<String> copy(Set<String> ids) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(ids));
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
   *  "allow": ["s1"], "block": ["s2"], "exclude_visited": true,
   *  "limit": 10}
   * </pre>
   *
   * <p>One of four members says what to rank: {@code "candidates"}, shops by id; {@code
   * "all_shops": true}; {@code "items"}, items by id; {@code "all_items": true}. All other members
   * are optional; so is {@code time_millis} if no visit has it: they are then in the order in which
   * they happened.
   *
   * @throws IllegalArgumentException if the text is no such request; the message says where, such
   *     as {@code $.visits[3].page is "shp", expected "item" or "shop"}
   */
  public static RankRequest fromJson(String json) {
    return RankRequestJson.read(json);
  }

  /** Returns the raw values of the user by column. */
  public Map<String, String> profile() {
    return profile;
  }

  /** Returns the visits, old to new; those of one time in the order in which they were given. */
  public List<Visit> visits() {
    return visits;
  }

  /** Returns what is ranked: shops or items. */
  public Page page() {
    return page;
  }

  /** Returns the ids to rank, each once; empty if the whole catalogue is ranked. */
  public List<String> candidates() {
    return candidates;
  }

  /** Returns whether every shop, or every item, of the model is ranked. */
  public boolean wholeCatalogue() {
    return wholeCatalogue;
  }

  /** Returns the ids that alone may be returned, or null if any may. */
  public @Nullable Set<String> allowed() {
    return allowed;
  }

  /** Returns the ids that may not be returned. */
  public Set<String> blocked() {
    return blocked;
  }

  /** Returns whether what the user has visited is left out. */
  public boolean excludesVisited() {
    return excludesVisited;
  }

  /** Returns how many shops or items to return at most. */
  public int limit() {
    return limit;
  }

  void requirePage(Page expected) {
    if (page != expected) {
      throw new IllegalArgumentException(
          page == Page.ITEM
              ? "The request asks for items; rank it with rankItems"
              : "The request asks for shops; rank it with rank");
    }
  }
}
