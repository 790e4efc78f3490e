package dev.shopfuse.export.parity;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.shopfuse.export.ConformanceCase;
import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportReport;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.export.onnx.ModelReader;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.export.serving.Task;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the golden vectors of a bundle as the tensors that its graph reads. A system property
 * names the bundle; else a small market in every form of the tables and folded is taken.
 */
@EnabledIfSystemProperty(named = ConformanceCase.DIRECTORY, matches = ".+")
class GoldenConformanceTest {
  @TempDir private Path directory;

  @Test
  void write_goldenVectors() throws Exception {
    String given = System.getProperty("shopfuse.conformance.bundle");
    if (given != null) {
      write("of the demo", Bundle.open(new File(given), BundleTrust.allowUnsignedForDevelopment()));
      return;
    }
    write("of a small market", market("fp32", ServingForm.PLAIN));
    write("of a market in fp16", market("fp16", tables(TablePrecision.FP16)));
    write("of a market in int8", market("int8", tables(TablePrecision.INT8)));
    write("of a folded market", market("folded", ServingForm.PLAIN.withFoldedShops()));
  }

  private static ServingForm tables(TablePrecision precision) {
    return ServingForm.PLAIN.withTables(precision);
  }

  private Bundle market(String file, ServingForm form) throws Exception {
    ExportSettings settings = ExportSettings.of(directory.resolve(file), "market", 1, 0);
    ExportReport report =
        BundleExporter.export(TestMarket.model(), settings.withForm(form), List.of());
    return Bundle.open(report.bundleFile().toFile(), BundleTrust.allowUnsignedForDevelopment());
  }

  private static void write(String name, Bundle bundle) throws Exception {
    byte[] onnx = new byte[bundle.model().remaining()];
    bundle.model().get(onnx);
    OnnxModel model = ModelReader.read(onnx);
    ContextEncoder encoder = new ContextEncoder(bundle.contract(), bundle.items(), bundle.shops());
    ConformanceCase written = new ConformanceCase("golden", name, model, 0);
    for (GoldenCase golden : bundle.golden().cases()) {
      UserContext user =
          encoder.encode(
              golden.profile(),
              indices(bundle.items(), golden.itemVisits()),
              indices(bundle.shops(), golden.shopVisits()));
      int[] shops = indices(bundle.shops(), golden.candidates());
      written.run(
          feeds(bundle, model, user, shops),
          Map.of(Task.SHOP.output(), new OnnxSession.Array(golden.scores(), shops.length)));
    }
    written.write();
  }

  private static int[] indices(Catalogue catalogue, List<String> ids) {
    return ids.stream().mapToInt(catalogue::index).toArray();
  }

  private static Map<String, OnnxSession.Array> feeds(
      Bundle bundle, OnnxModel model, UserContext user, int[] shops) throws OrtException {
    try (GraphFeeds feeds = new GraphFeeds()) {
      feeds.user(wanted(bundle, model, Side.USER), user);
      int[] items = user.itemSamples();
      feeds.targets(
          wanted(bundle, model, Side.ITEM), bundle.items().features(), items, 0, items.length);
      feeds.targets(
          wanted(bundle, model, Side.SHOP), bundle.shops().features(), shops, 0, shops.length);
      Map<String, OnnxSession.Array> arrays = new TreeMap<>();
      feeds.tensors().forEach((input, tensor) -> arrays.put(input, array(tensor)));
      return arrays;
    }
  }

  private static List<Feature> wanted(Bundle bundle, OnnxModel model, Side side) {
    Set<String> inputs =
        model.graph().inputs().stream().map(Value::name).collect(Collectors.toSet());
    return bundle.contract().features(side).stream()
        .filter(each -> inputs.contains(each.name()))
        .toList();
  }

  private static OnnxSession.Array array(OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
      float[] values = new float[tensor.getFloatBuffer().remaining()];
      tensor.getFloatBuffer().get(values);
      return new OnnxSession.Array(values, shape);
    }
    long[] values = new long[tensor.getLongBuffer().remaining()];
    tensor.getLongBuffer().get(values);
    return new OnnxSession.Array(values, shape);
  }
}
