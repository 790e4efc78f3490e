package dev.shopfuse.sample;

import android.content.Context;
import android.widget.ImageView;
import android.widget.TextView;
import dev.shopfuse.sdk.Page;

/** The page of a shop: its name and its items. */
public final class ShopActivity extends PageActivity {
  static void open(Context context, String shopId) {
    open(context, ShopActivity.class, shopId);
  }

  @Override
  Page page() {
    return Page.SHOP;
  }

  @Override
  int layout() {
    return R.layout.shop;
  }

  @Override
  void show(Marketplace marketplace, String id) {
    Shop shop = marketplace.shop(id);
    if (shop == null) {
      finish();
      return;
    }
    Labels labels = new Labels(this);
    ImageView picture = Views.find(this, R.id.picture);
    picture.setImageDrawable(Artwork.of(this, shop));
    TextView name = Views.find(this, R.id.name);
    name.setText(labels.of(shop));
    TextView category = Views.find(this, R.id.category);
    category.setText(labels.category(shop.category()));
    ItemTiles.fill(Views.find(this, R.id.items), marketplace.itemsOf(shop));
  }
}
