package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.feature.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a {@link ShopRanker} does while it is open: encode, score, choose. It owns the model and the
 * pooled workspaces until {@link #close()}.
 *
 * <p>Thread-safe but for closing: the caller waits for calls under way and closes once.
 */
final class RankingEngine implements AutoCloseable {
  private final RequestEncoder encoder;
  private final ModelScorer scorer;
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  private RankingEngine(RequestEncoder encoder, ModelScorer scorer) {
    this.encoder = encoder;
    this.scorer = scorer;
  }

  /** Opens the model, proves the golden vectors, and warms up. */
  static RankingEngine open(Bundle bundle, int threads) throws BundleException {
    RankingEngine engine =
        new RankingEngine(new RequestEncoder(bundle), ModelScorer.open(bundle, threads));
    boolean proven = false;
    try {
      engine.prove(bundle);
      proven = true;
    } finally {
      if (!proven) {
        engine.close();
      }
    }
    return engine;
  }

  private void prove(Bundle bundle) throws BundleException {
    Workspace workspace = take();
    try {
      new GoldenProof(encoder, scorer).prove(bundle, workspace);
      // The first user shall not wait for the buffers of a usual call, nor for code not yet loaded.
      scorer.warmUp(workspace, bundle.shops());
    } finally {
      give(workspace);
    }
  }

  private Workspace take() {
    Workspace pooled = workspaces.poll();
    return pooled == null ? scorer.newWorkspace(encoder.newContext()) : pooled;
  }

  private void give(Workspace workspace) {
    workspaces.add(workspace);
  }

  Ranking rank(RankRequest request) {
    Workspace workspace = take();
    try {
      return rank(request, workspace);
    } finally {
      give(workspace);
    }
  }

  List<Ranking> rankAll(List<RankRequest> requests) {
    List<Ranking> rankings = new ArrayList<>(requests.size());
    Workspace workspace = take();
    try {
      for (RankRequest request : requests) {
        rankings.add(rankNumbered(rankings.size(), request, workspace));
      }
      return rankings;
    } finally {
      give(workspace);
    }
  }

  private Ranking rankNumbered(int number, RankRequest request, Workspace workspace) {
    try {
      return rank(request, workspace);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Request [" + number + "]: " + e.getMessage(), e);
    }
  }

  private Ranking rank(RankRequest request, Workspace workspace) {
    int chosen = choose(request, workspace);
    float[] scores = workspace.scores();
    List<RankedShop> shops = new ArrayList<>(chosen);
    for (int place = 0; place < chosen; place++) {
      int position = workspace.bestFirst.position(place);
      shops.add(new RankedShop(workspace.candidates.id(position), scores[position]));
    }
    return new Ranking(shops);
  }

  /** Scores the candidates that pass the filters and returns how many are the best. */
  private int choose(RankRequest request, Workspace workspace) {
    request.requirePage(Page.SHOP);
    workspace.candidates.fill(request, encoder.catalogue(Page.SHOP));
    workspace.candidates.filter(request);
    encoder.putUser(request, workspace);
    float[] scores = scorer.scoreShops(workspace);
    return workspace.bestFirst.choose(workspace.candidates, scores, request.limit());
  }

  List<RankedItem> rankItems(RankRequest request) {
    Workspace workspace = take();
    try {
      request.requirePage(Page.ITEM);
      scorer.requireItemScores();
      workspace.candidates.fill(request, encoder.catalogue(Page.ITEM));
      workspace.candidates.filter(request);
      encoder.putUserOfItems(request, workspace);
      float[] scores = scorer.scoreItems(workspace);
      int chosen = workspace.bestFirst.choose(workspace.candidates, scores, request.limit());
      List<RankedItem> items = new ArrayList<>(chosen);
      for (int place = 0; place < chosen; place++) {
        int position = workspace.bestFirst.position(place);
        items.add(new RankedItem(workspace.candidates.id(position), scores[position]));
      }
      return items;
    } finally {
      give(workspace);
    }
  }

  List<ExplainedShop> explain(RankRequest request) {
    Workspace workspace = take();
    try {
      List<RankedShop> ranked = rank(request, workspace).shops();
      List<String> ids = new ArrayList<>(ranked.size());
      for (RankedShop shop : ranked) {
        ids.add(shop.id());
      }
      workspace.candidates.fill(ids, encoder.catalogue(Page.SHOP));
      encoder.putUserWithoutItemVisits(request, workspace);
      float[] without = scorer.scoreShops(workspace);
      List<ExplainedShop> explained = new ArrayList<>(ranked.size());
      for (RankedShop shop : ranked) {
        explained.add(new ExplainedShop(shop.id(), shop.score(), without[explained.size()]));
      }
      return explained;
    } finally {
      give(workspace);
    }
  }

  /** Scores the shops of a request in their order, whatever its filters and limit say. */
  float[] score(RankRequest request) {
    Workspace workspace = take();
    try {
      request.requirePage(Page.SHOP);
      Catalogue shops = encoder.catalogue(Page.SHOP);
      workspace.candidates.fill(request, shops);
      encoder.putUser(request, workspace);
      return Arrays.copyOf(scorer.scoreShops(workspace), workspace.candidates.size());
    } finally {
      give(workspace);
    }
  }

  @Override
  public void close() {
    for (Workspace workspace = workspaces.poll();
        workspace != null;
        workspace = workspaces.poll()) {
      workspace.close();
    }
    scorer.close();
  }
}
