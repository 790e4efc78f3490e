package dev.shopfuse.sample;

import android.content.Context;
import android.view.View;
import android.view.ViewGroup;
import android.widget.ImageView;
import android.widget.TextView;
import dev.shopfuse.sdk.Page;

/** The page of an item: what it is, what it costs, who sells it. */
public final class ItemActivity extends PageActivity {
  static void open(Context context, String itemId) {
    open(context, ItemActivity.class, itemId);
  }

  @Override
  Page page() {
    return Page.ITEM;
  }

  @Override
  int layout() {
    return R.layout.item;
  }

  @Override
  void show(Marketplace marketplace, String id) {
    Item item = marketplace.item(id);
    if (item == null) {
      finish();
      return;
    }
    Labels labels = new Labels(this);
    ImageView picture = Views.find(this, R.id.picture);
    picture.setImageDrawable(Artwork.of(this, item));
    setText(R.id.name, labels.of(item));
    setText(R.id.category, labels.category(item.category()));
    setText(R.id.price, labels.priceOf(item));
    ViewGroup sellers = Views.find(this, R.id.sellers);
    sellers.removeAllViews();
    for (Shop shop : marketplace.sellersOf(item)) {
      ShopRow row = ShopRow.inflate(this, sellers);
      row.show(shop);
      View view = row.view();
      view.setOnClickListener(touched -> ShopActivity.open(this, shop.id()));
      sellers.addView(view);
    }
  }

  private void setText(int id, String text) {
    TextView view = Views.find(this, id);
    view.setText(text);
  }
}
