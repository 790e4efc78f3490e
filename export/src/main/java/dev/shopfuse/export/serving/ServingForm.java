package dev.shopfuse.export.serving;

import dev.shopfuse.export.pass.TablePrecision;
import java.util.List;
import java.util.Optional;

/**
 * In which form a model goes to devices. Immutable.
 *
 * @param tables how tables are stored
 * @param folded whether everything that is known of a shop before a request is one row, computed at
 *     export
 * @param shops the ids of the only shops to serve; all shops if empty
 */
public record ServingForm(TablePrecision tables, boolean folded, Optional<List<String>> shops) {
  /** All shops, their features looked up on the device in tables as trained. */
  public static final ServingForm PLAIN =
      new ServingForm(TablePrecision.FP32, false, Optional.empty());

  public ServingForm {
    shops = shops.map(List::copyOf);
  }

  /** Returns this form with other tables. */
  public ServingForm withTables(TablePrecision precision) {
    return new ServingForm(precision, folded, shops);
  }

  /** Returns this form with folded shops. */
  public ServingForm withFoldedShops() {
    return new ServingForm(tables, true, shops);
  }

  /** Returns this form of these shops alone. */
  public ServingForm withShops(List<String> ids) {
    return new ServingForm(tables, folded, Optional.of(ids));
  }
}
