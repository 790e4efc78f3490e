package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.training.cluster.ScoringJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Ranks the shops of one user, whose profile and visits are those of {@link UserRows}, with the
 * ranker of the process it runs in. Immutable; Spark sends it to the executors.
 */
final class UserRanking implements CoGroupFunction<String, Row, Row, Row> {
  private static final long serialVersionUID = 1;

  private final Broadcast<byte[]> bundle;
  private final List<String> profileColumns;
  private final ScoringJob settings;

  UserRanking(Broadcast<byte[]> bundle, List<String> profileColumns, ScoringJob settings) {
    this.bundle = bundle;
    this.profileColumns = profileColumns;
    this.settings = settings;
  }

  @Override
  public Iterator<Row> call(String user, Iterator<Row> profile, Iterator<Row> visits) {
    NewestVisits newest = new NewestVisits();
    Set<String> excluded = new HashSet<>();
    while (visits.hasNext()) {
      Row visit = visits.next();
      boolean toItem = visit.getBoolean(UserRows.TO_ITEM);
      String target = visit.getString(UserRows.TARGET);
      newest.add(toItem, target);
      if (settings.excludeVisited() && !toItem) {
        // Shops of visits too old to be kept are visited, too.
        excluded.add(target);
      }
    }
    RankRequest request =
        RankRequest.forUser(profile(profile.next()))
            .visits(newest.all())
            .allShops()
            .block(excluded)
            .limit(settings.top())
            .build();
    List<Row> ranked = new ArrayList<>();
    for (RankedShop shop : rank(user, request)) {
      ranked.add(RowFactory.create(user, ranked.size() + 1, shop.id(), shop.score()));
    }
    return ranked.iterator();
  }

  private List<RankedShop> rank(String user, RankRequest request) {
    ShopRanker ranker = SharedRankers.of(bundle, settings.publicKey());
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
