package dev.shopfuse.sample;

import android.content.Context;
import android.content.Intent;
import android.os.Bundle;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.Visit;
import org.jspecify.annotations.Nullable;

/** A page of one item or shop. Opening it is a visit; turning the phone is not. */
abstract class PageActivity extends RestoringActivity {
  private static final String ID = "id";

  /** Returns what kind of page it is. */
  abstract Page page();

  /** Returns the page's layout. */
  abstract int layout();

  /** Fills the page; the id may be one that the marketplace does not know any more. */
  abstract void show(Marketplace marketplace, String id);

  static void open(Context context, Class<? extends PageActivity> page, String id) {
    context.startActivity(new Intent(context, page).putExtra(ID, id));
  }

  @Override
  protected final void onCreate(@Nullable Bundle saved) {
    super.onCreate(saved);
    setContentView(layout());
    findViewById(R.id.back).setOnClickListener(view -> finish());
    String id = getIntent().getStringExtra(ID);
    if (id == null || id.isEmpty()) {
      finish();
      return;
    }
    SampleApplication app = SampleApplication.of(this);
    if (saved == null) {
      app.recommender().record(Visit.of(page(), id, System.currentTimeMillis()));
    }
    app.marketplace()
        .get(
            marketplace -> {
              if (!isDestroyed()) {
                show(marketplace, id);
                onContents();
              }
            });
  }
}
