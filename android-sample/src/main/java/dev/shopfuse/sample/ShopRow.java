package dev.shopfuse.sample;

import android.content.Context;
import android.content.res.Resources;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.ImageView;
import android.widget.TextView;

/** One shop as a row: in the ranked list with place and reason, elsewhere without. */
final class ShopRow {
  private final View view;
  private final Resources resources;
  private final Labels labels;

  private ShopRow(View view) {
    this.view = view;
    this.resources = view.getResources();
    this.labels = new Labels(view.getContext());
  }

  static ShopRow inflate(Context context, ViewGroup parent) {
    return of(LayoutInflater.from(context).inflate(R.layout.row_shop, parent, false));
  }

  /** Returns the row that a view was made for. */
  static ShopRow of(View view) {
    return new ShopRow(view);
  }

  View view() {
    return view;
  }

  /** Shows a shop that is not ranked. */
  void show(Shop shop) {
    showShop(shop);
    for (int id : new int[] {R.id.place, R.id.why, R.id.change}) {
      view.findViewById(id).setVisibility(View.GONE);
    }
    view.setContentDescription(
        resources.getString(
            R.string.item_tile_spoken, labels.of(shop), labels.category(shop.category())));
  }

  /** Shows a shop of the ranked list. */
  void show(Shop shop, int place, Recommendation recommendation) {
    showShop(shop);
    text(R.id.place).setText(labels.plain(place));
    text(R.id.why).setText(why(recommendation));
    Integer rise = recommendation.rise();
    boolean moved = rise != null && rise != 0;
    text(R.id.change).setVisibility(moved ? View.VISIBLE : View.GONE);
    if (rise != null && rise != 0) {
      int pattern = rise > 0 ? R.string.rank_up : R.string.rank_down;
      text(R.id.change).setText(resources.getString(pattern, Math.abs(rise)));
    }
    view.setContentDescription(
        resources.getString(
            R.string.shop_row_spoken,
            labels.of(shop),
            place,
            labels.category(shop.category()),
            why(recommendation),
            spoken(rise == null ? 0 : rise)));
  }

  private void showShop(Shop shop) {
    text(R.id.name).setText(labels.of(shop));
    text(R.id.category).setText(labels.category(shop.category()));
    ImageView picture = Views.find(view, R.id.picture);
    picture.setImageDrawable(Artwork.of(view.getContext(), shop));
  }

  private String why(Recommendation recommendation) {
    int share = recommendation.itemShare();
    if (share > 0) {
      return resources.getString(R.string.why_items, share);
    }
    if (share < 0) {
      return resources.getString(R.string.why_despite);
    }
    boolean untouched = recommendation.rise() == null;
    return resources.getString(untouched ? R.string.why_general : R.string.why_other);
  }

  private String spoken(int rise) {
    if (rise == 0) {
      return resources.getString(R.string.rank_same_spoken);
    }
    int places = Math.abs(rise);
    int pattern = rise > 0 ? R.plurals.rank_up_spoken : R.plurals.rank_down_spoken;
    return resources.getQuantityString(pattern, places, places);
  }

  private TextView text(int id) {
    return Views.find(view, id);
  }
}
