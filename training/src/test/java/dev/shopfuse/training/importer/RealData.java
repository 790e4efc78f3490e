package dev.shopfuse.training.importer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the raw files of real data sets, which the repository does not ship. */
public final class RealData {
  private RealData() {}

  /**
   * Returns the folder of a data set; where it is absent, the test is skipped.
   *
   * <p>Looked for in the folder named by SHOPFUSE_DATA, then in {@code ../shared/data} seen from
   * the working folder and each of its parents.
   */
  public static Path folder(String dataset) {
    Path found = find(dataset);
    if (found == null) {
      System.err.println(
          "SKIPPED: real data set "
              + dataset
              + " is not on this machine; set SHOPFUSE_DATA to the folder that holds it.");
    }
    assumeTrue(found != null, "Real data set " + dataset + " is not on this machine");
    return found;
  }

  private static Path find(String dataset) {
    String named = System.getenv("SHOPFUSE_DATA");
    if (named != null && Files.isDirectory(Path.of(named, dataset))) {
      return Path.of(named, dataset);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("../shared/data").resolve(dataset).normalize();
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
