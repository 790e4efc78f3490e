package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.internal.IntArray;
import java.util.List;
import java.util.Map;

/** Turns requests, with their ids, into what the model reads. Thread-safe: it only reads. */
final class RequestEncoder {
  private final Catalogue items;
  private final Catalogue shops;
  private final ContextEncoder encoder;

  RequestEncoder(Bundle bundle) {
    items = bundle.items();
    shops = bundle.shops();
    encoder = new ContextEncoder(bundle.contract(), items, shops);
  }

  Catalogue catalogue(Page page) {
    return page == Page.ITEM ? items : shops;
  }

  UserContext newContext() {
    return encoder.newContext();
  }

  /** Puts the user of a request, whose candidates are shops, into a workspace. */
  void putUser(RankRequest request, Workspace workspace) {
    putVisits(request.visits(), workspace);
    putUser(request.profile(), workspace);
  }

  /** Puts the same user without item visits into a workspace that holds the user. */
  void putUserWithoutItemVisits(RankRequest request, Workspace workspace) {
    workspace.itemVisits.clear();
    putUser(request.profile(), workspace);
  }

  /** Puts the user of a request, whose candidates are items, into a workspace. */
  void putUserOfItems(RankRequest request, Workspace workspace) {
    putVisits(request.visits(), workspace);
    encoder.encodeForItems(
        request.profile(),
        workspace.itemVisits.values(),
        workspace.itemVisits.size(),
        workspace.shopVisits.values(),
        workspace.shopVisits.size(),
        workspace.context);
  }

  /** Puts the user of a golden case, and its candidates, into a workspace. */
  void put(GoldenCase golden, Workspace workspace) {
    workspace.itemVisits.clear();
    workspace.shopVisits.clear();
    addAll(golden.itemVisits(), items, workspace.itemVisits);
    addAll(golden.shopVisits(), shops, workspace.shopVisits);
    putUser(golden.profile(), workspace);
    workspace.candidates.fill(golden.candidates(), shops);
  }

  private static void addAll(List<String> ids, Catalogue catalogue, IntArray visits) {
    for (String id : ids) {
      visits.add(catalogue.index(id));
    }
  }

  private void putUser(Map<String, String> profile, Workspace workspace) {
    encoder.encode(
        profile,
        workspace.itemVisits.values(),
        workspace.itemVisits.size(),
        workspace.shopVisits.values(),
        workspace.shopVisits.size(),
        workspace.context);
  }

  /** Goes from the newest visit back and looks up only as many as the model reads. */
  private void putVisits(List<Visit> oldToNew, Workspace workspace) {
    IntArray itemVisits = workspace.itemVisits;
    IntArray shopVisits = workspace.shopVisits;
    itemVisits.clear();
    shopVisits.clear();
    for (int i = oldToNew.size() - 1; i >= 0; i--) {
      Visit visit = oldToNew.get(i);
      if (visit.page() == Page.ITEM) {
        add(visit, items, itemVisits, encoder.itemVisitsRead());
      } else {
        add(visit, shops, shopVisits, encoder.shopVisitsRead());
      }
    }
    itemVisits.reverse();
    shopVisits.reverse();
  }

  private static void add(Visit visit, Catalogue catalogue, IntArray visits, int limit) {
    if (visits.size() < limit) {
      visits.add(catalogue.index(visit.id()));
    }
  }
}
