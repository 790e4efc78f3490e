package dev.shopfuse.sdk;

/** One visit of a user to a page. Immutable. */
public final class Visit {
  private final Page page;
  private final String id;
  private final long timeMillis;

  private Visit(Page page, String id, long timeMillis) {
    if (page == null) {
      throw new IllegalArgumentException("A visit has no page; give Page.ITEM or Page.SHOP");
    }
    if (id == null || id.isEmpty()) {
      throw new IllegalArgumentException("A visit has an empty id; give that of the item or shop");
    }
    this.page = page;
    this.id = id;
    this.timeMillis = timeMillis;
  }

  /**
   * Returns a visit.
   *
   * @param timeMillis when it happened; only the order counts, and visits of one time keep the
   *     order in which they are given
   * @throws IllegalArgumentException if there is no page, or the id is empty
   */
  public static Visit of(Page page, String id, long timeMillis) {
    return new Visit(page, id, timeMillis);
  }

  /** Returns a visit to an item page. */
  public static Visit toItem(String id, long timeMillis) {
    return of(Page.ITEM, id, timeMillis);
  }

  /** Returns a visit to a shop page. */
  public static Visit toShop(String id, long timeMillis) {
    return of(Page.SHOP, id, timeMillis);
  }

  /** Returns which kind of page was visited. */
  public Page page() {
    return page;
  }

  /** Returns the id of the item or shop. */
  public String id() {
    return id;
  }

  /** Returns when the visit happened, in milliseconds. */
  public long timeMillis() {
    return timeMillis;
  }

  @Override
  public String toString() {
    return page + " " + id + " at " + timeMillis;
  }
}
