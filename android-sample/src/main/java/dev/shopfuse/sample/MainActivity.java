package dev.shopfuse.sample;

import android.os.Bundle;
import android.view.View;
import android.widget.FrameLayout;
import org.jspecify.annotations.Nullable;

/** Three screens under one bar: the list, everything there is, and the model. */
public final class MainActivity extends RestoringActivity {
  private static final int[] TABS = {R.id.tab_for_you, R.id.tab_browse, R.id.tab_model};
  private static final int[] LAYOUTS = {R.layout.for_you, R.layout.browse, R.layout.model};
  private static final String TAB = "tab";

  private final View[] screens = new View[TABS.length];
  private final Receiver<Recommendations> onRecommendations = this::show;
  private ForYouScreen forYou;
  private ModelScreen model;
  private int shown;

  @Override
  protected void onCreate(@Nullable Bundle saved) {
    super.onCreate(saved);
    setContentView(R.layout.main);
    FrameLayout frame = Views.find(this, R.id.screens);
    for (int i = 0; i < TABS.length; i++) {
      screens[i] = getLayoutInflater().inflate(LAYOUTS[i], frame, false);
      frame.addView(screens[i]);
      int tab = i;
      View button = findViewById(TABS[i]);
      button.setOnClickListener(view -> select(tab));
      button.setAccessibilityDelegate(new TabRole());
    }
    forYou = new ForYouScreen(this, screens[0]);
    model = new ModelScreen(this, screens[2]);
    SampleApplication.of(this).marketplace().get(this::browse);
    select(saved == null ? 0 : saved.getInt(TAB));
  }

  private void browse(Marketplace marketplace) {
    forYou.open(marketplace);
    ItemTiles.fill(Views.find(screens[1], R.id.items), marketplace.items());
  }

  private void select(int tab) {
    shown = tab;
    for (int i = 0; i < TABS.length; i++) {
      screens[i].setVisibility(i == tab ? View.VISIBLE : View.GONE);
      findViewById(TABS[i]).setSelected(i == tab);
    }
  }

  private void show(Recommendations recommendations) {
    forYou.show(recommendations);
    model.show(recommendations);
    onContents();
  }

  @Override
  protected void onStart() {
    super.onStart();
    Recommender recommender = SampleApplication.of(this).recommender();
    recommender.addListener(onRecommendations);
    recommender.refresh();
  }

  @Override
  protected void onStop() {
    SampleApplication.of(this).recommender().removeListener(onRecommendations);
    super.onStop();
  }

  @Override
  protected void onSaveInstanceState(Bundle saved) {
    super.onSaveInstanceState(saved);
    saved.putInt(TAB, shown);
  }
}
