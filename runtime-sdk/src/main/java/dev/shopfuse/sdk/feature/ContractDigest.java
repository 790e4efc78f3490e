package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.util.Map;

/**
 * The digest of a contract. Numbers enter by their bits, not by their text: platforms print the
 * same double differently.
 */
final class ContractDigest {
  private final Sha256 digest = new Sha256();

  private ContractDigest() {}

  static String of(FeatureContract contract) {
    ContractDigest digest = new ContractDigest();
    digest.add("shopfuse-contract-1").add(contract.itemSamples());
    for (Feature feature : contract.features()) {
      digest.add(feature);
    }
    for (Map.Entry<String, Vocabulary> entry : contract.vocabularies().entrySet()) {
      digest.add(entry.getKey());
      entry.getValue().addTo(digest.digest);
    }
    return digest.digest.hex();
  }

  private void add(Feature feature) {
    add(feature.name()).add(feature.side().key()).add(feature.kind().key());
    add(String.valueOf(feature.table())).add(feature.width()).add(feature.maxLength());
    add(String.valueOf(feature.of())).add(String.valueOf(feature.column()));
    add(String.valueOf(feature.separator())).add(feature.encoding().key());
    if (feature.encoding() instanceof HashEncoding) {
      add(((HashEncoding) feature.encoding()).buckets());
    } else if (feature.encoding() instanceof BoundariesEncoding) {
      for (double boundary : ((BoundariesEncoding) feature.encoding()).boundaries()) {
        add(boundary);
      }
    } else if (feature.encoding() instanceof ScaleEncoding) {
      ScaleEncoding scale = (ScaleEncoding) feature.encoding();
      add(scale.mean());
      add(scale.deviation());
    }
  }

  private ContractDigest add(String text) {
    byte[] bytes = Utf8.encode(text);
    digest.add(bytes.length).add(bytes);
    return this;
  }

  private ContractDigest add(long number) {
    digest.add(number);
    return this;
  }

  private void add(double number) {
    digest.add(Double.doubleToLongBits(number));
  }
}
