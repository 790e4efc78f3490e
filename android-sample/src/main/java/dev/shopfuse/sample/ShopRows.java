package dev.shopfuse.sample;

import android.content.Context;
import android.view.View;
import android.view.ViewGroup;
import android.widget.BaseAdapter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a ranked list. A shop the marketplace does not know is left out. */
final class ShopRows extends BaseAdapter {
  private final Context context;
  private final Marketplace marketplace;
  private List<Recommendation> shops = Collections.emptyList();

  ShopRows(Context context, Marketplace marketplace) {
    this.context = context;
    this.marketplace = marketplace;
  }

  void show(List<Recommendation> recommendations) {
    List<Recommendation> known = new ArrayList<>();
    for (Recommendation recommendation : recommendations) {
      if (marketplace.shop(recommendation.shopId()) != null) {
        known.add(recommendation);
      }
    }
    shops = known;
    notifyDataSetChanged();
  }

  @Override
  public int getCount() {
    return shops.size();
  }

  @Override
  public Recommendation getItem(int position) {
    return shops.get(position);
  }

  @Override
  public long getItemId(int position) {
    return position;
  }

  @Override
  public View getView(int position, @Nullable View reused, ViewGroup parent) {
    ShopRow row = reused == null ? ShopRow.inflate(context, parent) : ShopRow.of(reused);
    Recommendation recommendation = getItem(position);
    Shop shop = marketplace.shop(recommendation.shopId());
    if (shop != null) {
      row.show(shop, position + 1, recommendation);
    }
    return row.view();
  }
}
