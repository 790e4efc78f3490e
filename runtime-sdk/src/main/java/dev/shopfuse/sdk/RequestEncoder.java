package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.sdk.internal.IntArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Turns requests, with their ids, into what the model reads. Thread-safe: it only reads. */
final class RequestEncoder {
  private static final Comparator<Visit> OLD_FIRST =
      new Comparator<Visit>() {
        @Override
        public int compare(Visit left, Visit right) {
          return Long.compare(left.timeMillis(), right.timeMillis());
        }
      };

  private final Catalogue items;
  private final Catalogue shops;
  private final ContextEncoder encoder;

  RequestEncoder(Bundle bundle) {
    items = bundle.items();
    shops = bundle.shops();
    encoder = new ContextEncoder(bundle.contract(), items, shops);
  }

  UserContext context(RankRequest request) {
    List<Visit> visits = new ArrayList<>(request.visits());
    Collections.sort(visits, OLD_FIRST);
    IntArray itemVisits = new IntArray();
    IntArray shopVisits = new IntArray();
    for (Visit visit : visits) {
      if (visit.page() == Page.ITEM) {
        itemVisits.add(items.index(visit.id()));
      } else {
        shopVisits.add(shops.index(visit.id()));
      }
    }
    return encoder.encode(request.profile(), itemVisits.toArray(), shopVisits.toArray());
  }

  UserContext context(GoldenCase golden) {
    return encoder.encode(
        golden.profile(), indices(items, golden.itemVisits()), indices(shops, golden.shopVisits()));
  }

  private static int[] indices(Catalogue catalogue, List<String> ids) {
    int[] indices = new int[ids.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = catalogue.index(ids.get(i));
    }
    return indices;
  }

  int[] candidates(RankRequest request) {
    if (!request.allShops()) {
      return candidates(request.candidates());
    }
    int[] all = new int[shops.size() - Catalogue.FIRST];
    for (int i = 0; i < all.length; i++) {
      all[i] = Catalogue.FIRST + i;
    }
    return all;
  }

  int[] candidates(List<String> ids) {
    int[] candidates = indices(shops, ids);
    for (int i = 0; i < candidates.length; i++) {
      if (candidates[i] == Catalogue.UNKNOWN) {
        throw new IllegalArgumentException(
            "Candidate \""
                + ids.get(i)
                + "\" is none of the "
                + (shops.size() - Catalogue.FIRST)
                + " shops of the model; leave it out, or export a model that knows it");
      }
    }
    return candidates;
  }
}
