package dev.shopfuse.sdk;

import java.util.List;

/**
 * Where an app keeps the visits of its user. Implementations are thread-safe.
 *
 * <p>{@link MemoryVisitLog} is one; an app that outlives its process keeps visits in a database.
 * Item visits are many and shop visits few, so a log that drops old visits must bound each page by
 * itself: or the many would push out the few.
 */
public interface VisitLog {
  /** Adds a visit. */
  void add(Visit visit);

  /**
   * Returns the newest visits to a kind of page, old to new; visits of one time keep the order in
   * which they were added.
   *
   * @param limit how many visits to return at most, 1 or more
   */
  List<Visit> recent(Page page, int limit);
}
