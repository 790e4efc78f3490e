package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.Page;
import org.junit.Test;

/** What the app marks as slow is noticed on the main thread, in every test. */
public class MainThreadTest extends AppTest {
  @Test
  public void visits_readOnTheMainThread_isNoticed() {
    try (VisitDatabase visits = new VisitDatabase(app())) {
      assertThatThrownBy(() -> visits.recent(Page.ITEM, 1)).hasMessageContaining("StrictMode");
    }
  }

  @Test
  public void model_openedOnTheMainThread_isNoticed() {
    Models models = new Models(app(), app().appBundle());
    assertThatThrownBy(models::prepare).hasMessageContaining("StrictMode");
  }

  @Test
  public void key_readOnTheMainThread_isNoticed() {
    assertThatThrownBy(app().appBundle()::trust).hasMessageContaining("StrictMode");
  }

  @Test
  public void marketplace_readOnTheMainThread_isNoticed() {
    assertThatThrownBy(() -> MarketplaceReader.read(app().getAssets()))
        .hasMessageContaining("StrictMode");
  }
}
