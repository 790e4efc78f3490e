package dev.shopfuse.sdk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A {@link VisitLog} in memory, which keeps the newest visits to each kind of page. Thread-safe.
 */
public final class MemoryVisitLog implements VisitLog {
  private final int visitsPerPage;
  private final Map<Page, Deque<Visit>> visits = new EnumMap<>(Page.class);

  private MemoryVisitLog(int visitsPerPage) {
    this.visitsPerPage = visitsPerPage;
    for (Page page : Page.values()) {
      visits.put(page, new ArrayDeque<Visit>());
    }
  }

  /**
   * Returns an empty log.
   *
   * @param visitsPerPage how many item visits, and how many shop visits, are kept
   * @throws IllegalArgumentException if it is less than 1
   */
  public static MemoryVisitLog keeping(int visitsPerPage) {
    if (visitsPerPage < 1) {
      throw new IllegalArgumentException(
          "The log is to keep " + visitsPerPage + " visits to each page; it must be at least 1");
    }
    return new MemoryVisitLog(visitsPerPage);
  }

  /** Adds a visit, and drops the oldest one to this kind of page if there are too many. */
  @Override
  public synchronized void add(Visit visit) {
    Deque<Visit> newestLast = ofPage(visit.page());
    // Visits come in the order of their times, all but a few: those are put in their place.
    Deque<Visit> later = new ArrayDeque<>(0);
    while (!newestLast.isEmpty() && newestLast.getLast().timeMillis() > visit.timeMillis()) {
      later.addFirst(newestLast.removeLast());
    }
    newestLast.addLast(visit);
    newestLast.addAll(later);
    if (newestLast.size() > visitsPerPage) {
      newestLast.removeFirst();
    }
  }

  @Override
  public synchronized List<Visit> recent(Page page, int limit) {
    Deque<Visit> newestLast = ofPage(page);
    int skipped = Math.max(0, newestLast.size() - limit);
    List<Visit> recent = new ArrayList<>(newestLast.size() - skipped);
    Iterator<Visit> iterator = newestLast.iterator();
    for (int i = 0; iterator.hasNext(); i++) {
      Visit visit = iterator.next();
      if (i >= skipped) {
        recent.add(visit);
      }
    }
    return recent;
  }

  private Deque<Visit> ofPage(Page page) {
    Deque<Visit> found = visits.get(page);
    if (found == null) {
      throw new IllegalStateException("There is no page " + page);
    }
    return found;
  }
}
