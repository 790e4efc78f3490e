package dev.shopfuse.training.simulate;

import static dev.shopfuse.training.simulate.MarketplaceFiles.cells;
import static dev.shopfuse.training.simulate.MarketplaceFiles.number;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes what a model is not told: tastes, qualities, and the shops each user would like best. */
final class TruthFiles {
  private static final int BEST = 20;

  private final MarketplaceFiles files;
  private final Marketplace marketplace;

  TruthFiles(Path folder, Marketplace marketplace) {
    this.files = new MarketplaceFiles(folder, marketplace);
    this.marketplace = marketplace;
  }

  void write() {
    List<Marketplace.User> users = marketplace.users();
    List<Marketplace.Shop> shops = marketplace.shops();
    files.writeTable(
        "users.csv",
        "user_id,budget," + header("taste"),
        users.size(),
        user -> user(MarketplaceFiles.userId(user), users.get(user)));
    files.writeTable(
        "shops.csv",
        "shop_id,level,quality,appeal," + header("style"),
        shops.size(),
        shop -> shop(MarketplaceFiles.shopId(shop), shops.get(shop)));
    files.writeTable("best_shops.csv", "user_id,rank,shop_id,utility", users.size(), this::best);
  }

  private static String user(String id, Marketplace.User user) {
    return cells(id, number(user.budget()), user.taste().cells());
  }

  private static String shop(String id, Marketplace.Shop shop) {
    return cells(
        id,
        number(shop.level()),
        number(shop.quality()),
        number(shop.appeal()),
        shop.style().cells());
  }

  /** The lines of one user's best shops. */
  private String best(int number) {
    Marketplace.User user = marketplace.users().get(number);
    double[] utility =
        marketplace.shops().stream()
            .mapToDouble(shop -> shop.utility(user.taste(), user.budget()))
            .toArray();
    List<Integer> ranked =
        IntStream.range(0, utility.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer shop) -> -utility[shop]))
            .limit(BEST)
            .toList();
    return IntStream.range(0, ranked.size())
        .mapToObj(
            rank ->
                cells(
                    MarketplaceFiles.userId(number),
                    String.valueOf(rank + 1),
                    MarketplaceFiles.shopId(ranked.get(rank)),
                    number(utility[ranked.get(rank)])))
        .collect(Collectors.joining("\n"));
  }

  private static String header(String name) {
    return IntStream.rangeClosed(1, Taste.DIMENSIONS)
        .mapToObj(i -> name + "_" + i)
        .collect(Collectors.joining(","));
  }
}
