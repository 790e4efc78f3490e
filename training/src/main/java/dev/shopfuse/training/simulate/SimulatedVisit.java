package dev.shopfuse.training.simulate;

/**
 * One visit.
 *
 * @param user number of the user
 * @param toShop whether to a shop, else to an item
 * @param target number of the item or shop
 * @param seconds since 1970
 */
record SimulatedVisit(int user, boolean toShop, int target, long seconds) {}
