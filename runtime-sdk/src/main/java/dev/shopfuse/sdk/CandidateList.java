package dev.shopfuse.sdk;

import dev.shopfuse.sdk.feature.Catalogue;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one request as catalogue indices, filled again for every request. Not
 * thread-safe; one per thread.
 */
final class CandidateList {
  private final BitSet marked = new BitSet();
  private @Nullable Catalogue catalogue;
  private int[] indices = {};
  private int size;

  /** Fills the list with the candidates of a request, before its filters. */
  void fill(RankRequest request, Catalogue targets) {
    catalogue = targets;
    if (request.wholeCatalogue()) {
      fillWithAll(targets);
    } else {
      fill(request.candidates(), targets);
    }
  }

  private void fillWithAll(Catalogue targets) {
    makeRoom(targets.size() - Catalogue.FIRST);
    for (int i = 0; i < size; i++) {
      indices[i] = Catalogue.FIRST + i;
    }
  }

  /**
   * Fills the list with the targets of these ids.
   *
   * @throws IllegalArgumentException if the catalogue lacks one
   */
  void fill(List<String> ids, Catalogue targets) {
    catalogue = targets;
    makeRoom(ids.size());
    for (int i = 0; i < size; i++) {
      indices[i] = targets.index(ids.get(i));
      if (indices[i] == Catalogue.UNKNOWN) {
        throw unknown(ids.get(i), targets);
      }
    }
  }

  private static IllegalArgumentException unknown(String id, Catalogue targets) {
    return new IllegalArgumentException(
        "Candidate \""
            + id
            + "\" is none of the "
            + (targets.size() - Catalogue.FIRST)
            + " "
            + targets.side().key()
            + "s of the model; leave it out, or export a model that knows it"
            + " (troubleshooting: unknown-candidate)");
  }

  /** Applies the filters of a request. */
  void filter(RankRequest request) {
    Collection<String> allowed = request.allowed();
    if (allowed != null) {
      mark(allowed);
      keep(true);
    }
    if (!request.blocked().isEmpty()) {
      mark(request.blocked());
      keep(false);
    }
    if (request.excludesVisited()) {
      markVisited(request);
      keep(false);
    }
  }

  private void mark(Collection<String> ids) {
    for (String id : ids) {
      mark(id);
    }
  }

  private void markVisited(RankRequest request) {
    List<Visit> visits = request.visits();
    for (int i = 0; i < visits.size(); i++) {
      if (visits.get(i).page() == request.page()) {
        mark(visits.get(i).id());
      }
    }
  }

  /** An unknown id marks index 0, which is no candidate. */
  private void mark(String id) {
    marked.set(catalogue().index(id));
  }

  private void keep(boolean wanted) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (marked.get(indices[i]) == wanted) {
        indices[kept++] = indices[i];
      }
    }
    size = kept;
    marked.clear();
  }

  private void makeRoom(int count) {
    if (indices.length < count) {
      indices = new int[count];
    }
    size = count;
  }

  int size() {
    return size;
  }

  /** Returns the catalogue indices; the first {@link #size()} count. */
  int[] indices() {
    return indices;
  }

  String id(int position) {
    return catalogue().id(indices[position]);
  }

  private Catalogue catalogue() {
    if (catalogue == null) {
      throw new IllegalStateException("The list has not been filled");
    }
    return catalogue;
  }
}
