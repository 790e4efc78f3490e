package dev.shopfuse.export.serving;

/** What a model predicts. */
public enum Task {
  /** The probability that the user visits an item, for each item sample. */
  ITEM("item", "item_prediction"),
  /** The probability that the user visits a shop, for each candidate. */
  SHOP("shop", "shop_prediction");

  private final String output;
  private final String vertex;

  Task(String output, String vertex) {
    this.output = output;
    this.vertex = vertex;
  }

  /** Returns the name of the graph's output. */
  public String output() {
    return output;
  }

  /** Returns the name of the output in the towers. */
  String vertex() {
    return vertex;
  }
}
