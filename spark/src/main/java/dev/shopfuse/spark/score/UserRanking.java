package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankRequestBuilder;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.training.cluster.ScoringJob;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns the sorted {@link UserRows} of one partition into ranked shops, a user at a time. Not
 * thread-safe.
 */
final class UserRanking implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final ShopRanker ranker;
  private final List<String> profileColumns;
  private final ScoringJob settings;
  private final ArrayDeque<Row> ranked = new ArrayDeque<>();
  private final NewestVisits visits = new NewestVisits();
  private Row next;

  UserRanking(
      Iterator<Row> rows, ShopRanker ranker, List<String> profileColumns, ScoringJob settings) {
    this.rows = rows;
    this.ranker = ranker;
    this.profileColumns = profileColumns;
    this.settings = settings;
    this.next = nextRow();
  }

  @Override
  public boolean hasNext() {
    while (ranked.isEmpty() && !next.isNullAt(UserRows.USER)) {
      rankUser();
    }
    return !ranked.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All users are ranked");
    }
    return ranked.remove();
  }

  private Row nextRow() {
    return rows.hasNext() ? rows.next() : RowFactory.create((Object) null);
  }

  private void rankUser() {
    String user = next.getString(UserRows.USER);
    Map<String, String> profile = profile(next);
    for (next = nextRow(); user.equals(next.get(UserRows.USER)); next = nextRow()) {
      visits.add(next.getString(UserRows.PAGE), next.getString(UserRows.TARGET));
    }
    RankRequestBuilder request =
        RankRequest.forUser(profile).visits(visits.take()).allShops().limit(settings.top());
    if (settings.excludeVisited()) {
      request.excludeVisited();
    }
    int place = 1;
    for (RankedShop shop : rank(user, request.build())) {
      ranked.add(RowFactory.create(user, place++, shop.id(), shop.score()));
    }
  }

  private List<RankedShop> rank(String user, RankRequest request) {
    try {
      return ranker.rank(request).shops();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("User \"" + user + "\": " + e.getMessage(), e);
    }
  }

  private Map<String, String> profile(Row row) {
    List<String> values = row.getList(UserRows.PROFILE);
    Map<String, String> profile = new LinkedHashMap<>();
    for (int i = 0; i < profileColumns.size(); i++) {
      profile.put(profileColumns.get(i), values.get(i));
    }
    return profile;
  }
}
