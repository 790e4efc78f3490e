package dev.shopfuse.export.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.parity.ParityException;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleExporterTest {
  private static final long CREATED = 1_700_000_000_000L;

  @TempDir private Path directory;

  private ExportSettings settings(String file) {
    return ExportSettings.of(directory.resolve(file), "test", 3, CREATED)
        .withFacts(Map.of("data", "digest"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void export_aModel_ranksOnTheDeviceAsTheModelDoes() throws Exception {
    FusedModel model = TestMarket.model();
    ExportReport report = BundleExporter.export(model, settings("a.shopfuse"), List.of());
    int[] shops = IntStream.range(2, 2 + TestMarket.SHOPS).toArray();
    int[] items = {model.items().index("i3"), model.items().index("i9"), 0};
    float[] expected =
        model.scoreShops(model.contexts().encode(Map.of("age", "4"), items, new int[0]), shops);
    try (ShopRanker ranker =
        ShopRanker.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment())) {
      RankRequest request =
          RankRequest.forUser(Map.of("age", "4"))
              .visits(
                  List.of(
                      Visit.of(Page.ITEM, "i3", 1),
                      Visit.of(Page.ITEM, "i9", 2),
                      Visit.of(Page.ITEM, "gone", 3)))
              .allShops()
              .build();
      float[] actual = ranker.score(request);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within());
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  @Test
  void export_aModel_reportsWhatWasWrittenAndProven() throws Exception {
    ExportReport report =
        BundleExporter.export(
            TestMarket.model(),
            settings("a.shopfuse").withOnnxFile(directory.resolve("a.onnx")),
            List.of());
    assertThat(files()).containsExactly("a.onnx", "a.shopfuse");
    assertThat(report.bytes()).isEqualTo(Files.size(report.bundleFile()));
    assertThat(report.bytesByPart()).containsKeys("model.onnx", "contract.json", "golden.json");
    assertThat(report.bytesByPart().get("model.onnx"))
        .isEqualTo(Files.size(directory.resolve("a.onnx")));
    assertThat(report.parity().requests()).isEqualTo(32);
    assertThat(report.goldenCases()).isEqualTo(8);
  }

  @Test
  void export_twice_givesEqualBytes() throws Exception {
    BundleExporter.export(TestMarket.model(), settings("a.shopfuse"), List.of());
    BundleExporter.export(TestMarket.model(), settings("b.shopfuse"), List.of());
    assertThat(directory.resolve("a.shopfuse"))
        .hasSameBinaryContentAs(directory.resolve("b.shopfuse"));
  }

  @Test
  void export_provenance_isInManifestAndGraph() throws Exception {
    FusedModel model = TestMarket.model();
    ExportReport report = BundleExporter.export(model, settings("a.shopfuse"), List.of());
    Bundle bundle =
        Bundle.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment());
    assertThat(bundle.manifest().version()).isEqualTo(3);
    assertThat(bundle.manifest().createdMillis()).isEqualTo(CREATED);
    assertThat(bundle.manifest().provenance())
        .containsEntry("data", "digest")
        .containsKey("config");
    assertThat(bundle.manifest().requirements().opset()).isEqualTo(13);
    assertThat(bundle.manifest().requirements().operators()).contains("Gather", "ReduceMean");
    ModelProto graph = ModelProto.parseFrom(bundle.model());
    assertThat(graph.getMetadataPropsList()).extracting("key").contains("data", "schema", "seed");
  }

  @Test
  void export_noItemTower_isServed() throws Exception {
    FusedModel model = TestMarket.model(Direction.NONE, 4, 0);
    ExportReport report = BundleExporter.export(model, settings("a.shopfuse"), List.of());
    assertThat(report.parity().maxAbsDifference()).isLessThanOrEqualTo(1e-5);
  }

  @Test
  void export_weightThatIsNotANumber_leavesTheEarlierBundleAndNothingElse() throws Exception {
    FusedModel model = TestMarket.model();
    ExportSettings settings = settings("a.shopfuse").withOnnxFile(directory.resolve("a.onnx"));
    BundleExporter.export(model, settings, List.of());
    byte[] before = Files.readAllBytes(settings.bundleFile());
    byte[] onnx = Files.readAllBytes(directory.resolve("a.onnx"));
    model.table("shop_id").setWeight(4, 0, Float.NaN);
    assertThatThrownBy(() -> BundleExporter.export(model, settings, List.of()))
        .isInstanceOf(ParityException.class);
    assertThat(settings.bundleFile()).hasBinaryContent(before);
    assertThat(directory.resolve("a.onnx")).hasBinaryContent(onnx);
    assertThat(files()).containsExactly("a.onnx", "a.shopfuse");
  }

  @Test
  void export_bundleTheSdkRefuses_leavesTheEarlierOneAndNothingElse() throws Exception {
    FusedModel model = TestMarket.model();
    BundleExporter.export(model, settings("a.shopfuse"), List.of());
    byte[] before = Files.readAllBytes(directory.resolve("a.shopfuse"));
    ExportSettings expired =
        settings("a.shopfuse")
            .withExpiresMillis(CREATED + 1)
            .withOnnxFile(directory.resolve("a.onnx"));
    assertThatThrownBy(() -> BundleExporter.export(model, expired, List.of()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("expired");
    assertThat(directory.resolve("a.shopfuse")).hasBinaryContent(before);
    assertThat(files()).containsExactly("a.shopfuse");
  }

  @Test
  void export_toADirectory_saysSo() {
    ExportSettings settings = ExportSettings.of(directory, "test", 1, CREATED);
    assertThatThrownBy(() -> BundleExporter.export(TestMarket.model(), settings, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void export_directoryThatIsNotThere_isMade() throws Exception {
    ExportReport report =
        BundleExporter.export(TestMarket.model(), settings("new/sub/a.shopfuse"), List.of());
    assertThat(report.bundleFile()).exists();
  }
}
