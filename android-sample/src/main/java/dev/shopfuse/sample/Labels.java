package dev.shopfuse.sample;

import android.content.Context;
import android.content.res.Resources;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/**
 * Names and numbers in the user's language; the marketplace itself knows only ids. One per context.
 */
final class Labels {
  private static final int[] ITEMS = {
    R.array.items_1, R.array.items_2, R.array.items_3, R.array.items_4,
    R.array.items_5, R.array.items_6, R.array.items_7, R.array.items_8,
  };

  private final Resources resources;

  Labels(Context context) {
    this.resources = context.getResources();
  }

  /**
   * Items of a category differ in kind first, then in style, so that no two share a name while
   * there are no more of them than kinds times styles.
   */
  String of(Item item) {
    String[] kinds = resources.getStringArray(ITEMS[item.category() - 1]);
    String[] styles = resources.getStringArray(R.array.item_styles);
    int kind = item.number() % kinds.length;
    // Another first style for each kind, so that neighbours do not look alike.
    int style = item.number() / kinds.length + kind * 5;
    return resources.getString(R.string.item_name, styles[style % styles.length], kinds[kind]);
  }

  String of(Shop shop) {
    String[] firsts = resources.getStringArray(R.array.shop_first_names);
    String[] lasts = resources.getStringArray(R.array.shop_last_names);
    int first = shop.number() + 3 * shop.category();
    return resources.getString(
        R.string.shop_name, firsts[first % firsts.length], lasts[shop.category() - 1]);
  }

  String category(int category) {
    return resources.getStringArray(R.array.categories)[category - 1];
  }

  String priceOf(Item item) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale());
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(item.price());
  }

  /** Writes a count, its digits in groups. */
  String count(int count) {
    return NumberFormat.getIntegerInstance(locale()).format(count);
  }

  /** Writes a number that counts nothing, such as a version or a place: without groups. */
  String plain(long number) {
    return String.format(locale(), "%d", number);
  }

  /** Writes a time to a tenth of a millisecond. */
  String millis(double millis) {
    return resources.getString(R.string.millis, String.format(locale(), "%.1f", millis));
  }

  private Locale locale() {
    return resources.getConfiguration().getLocales().get(0);
  }
}
