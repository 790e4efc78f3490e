package dev.shopfuse.training.config;

/** Which tower's hidden vectors are added to which tower's. */
public enum Direction {
  NONE,
  ITEM_TO_SHOP,
  SHOP_TO_ITEM,
  BOTH;

  /** Returns whether the shop tower receives item vectors. */
  public boolean itemToShop() {
    return this == ITEM_TO_SHOP || this == BOTH;
  }

  /** Returns whether the item tower receives shop vectors. */
  public boolean shopToItem() {
    return this == SHOP_TO_ITEM || this == BOTH;
  }
}
