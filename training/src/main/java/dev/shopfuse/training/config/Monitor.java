package dev.shopfuse.training.config;

/** The tune metric that chooses the epoch; larger is better. */
public enum Monitor {
  NDCG_5("ndcg@5"),
  NDCG_10("ndcg@10"),
  NDCG_20("ndcg@20"),
  RECALL_5("recall@5"),
  RECALL_10("recall@10"),
  RECALL_20("recall@20"),
  MRR("mrr"),
  GAUC("gauc"),
  AUC("auc");

  private final String metric;

  Monitor(String metric) {
    this.metric = metric;
  }

  /** Returns the name of the metric, as it stands in {@code metrics.json}. */
  public String metric() {
    return metric;
  }
}
