package dev.shopfuse.export.serving;

/**
 * What folding the shops costs and brings. Immutable.
 *
 * @param unfolded the form whose shop features are looked up on the device
 * @param folded the form whose shops are one row each
 */
public record FoldingCost(FormCost unfolded, FormCost folded) {
  /** Returns which form is smaller and which is faster, and why, as one sentence each. */
  public String explanation() {
    return size() + " " + speed();
  }

  private String size() {
    long more = folded.fileBytes() - unfolded.fileBytes();
    return more > 0
        ? "Unfolded is smaller by %,d bytes: a row for each shop takes more than the tables it is made of."
            .formatted(more)
        : "Folded is smaller by %,d bytes: a row for each shop takes less than the shop's own tables and features."
            .formatted(-more);
  }

  private String speed() {
    boolean faster = folded.work() < unfolded.work();
    return "%s is faster: a candidate costs %,d multiplications and %,d looked up bytes folded, %,d and %,d unfolded."
        .formatted(
            faster ? "Folded" : "Unfolded",
            folded.multiplyAdds(),
            folded.lookupBytes(),
            unfolded.multiplyAdds(),
            unfolded.lookupBytes());
  }
}
