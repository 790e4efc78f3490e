package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;

/** Names and numbers in two languages and with other digits. */
public class LabelsTest extends AppTest {
  @Test
  public void names_ofItems_areAllDifferent() {
    assertAllDifferent();
  }

  @Test
  public void names_inChinese_areAllDifferent() {
    RuntimeEnvironment.setQualifiers("zh-rCN");
    assertAllDifferent();
  }

  private static void assertAllDifferent() {
    Marketplace marketplace = onWorker(() -> MarketplaceReader.read(app().getAssets()));
    Labels labels = new Labels(app());
    List<String> names = marketplace.items().stream().map(labels::of).toList();
    assertThat(names).hasSize(400).doesNotHaveDuplicates();
  }

  @Test
  public void numbers_inArabic_haveOneKindOfDigits() {
    RuntimeEnvironment.setQualifiers("ar");
    Labels labels = new Labels(app());
    String digits = labels.plain(1_234) + labels.count(1_234) + labels.millis(12.34);
    assertThat(digits).contains(app().getString(R.string.rank_up, 1234).substring(2));
    assertThat(digits).doesNotContainPattern("[0-9]");
  }
}
