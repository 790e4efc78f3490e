package dev.shopfuse.export.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.TestMarket;
import dev.shopfuse.export.inspect.LayerGraph.Layer;
import dev.shopfuse.export.inspect.LayerGraph.Part;
import dev.shopfuse.export.onnx.ModelSummary;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.ServedGraph;
import dev.shopfuse.export.serving.ServingForm;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GraphDrawingTest {
  private static LayerGraph graph(ServingForm form) {
    byte[] onnx = ServedGraph.of(TestMarket.model(), form).model(Map.of()).toBytes();
    return LayerGraph.of(ModelSummary.read(ByteBuffer.wrap(onnx)));
  }

  private static Layer layer(LayerGraph graph, String name) {
    return graph.layers().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void layers_ofAServingGraph_areThoseOfTheNetworkInTheirParts() {
    LayerGraph graph = graph(ServingForm.PLAIN);
    assertThat(layer(graph, "shop_1_own").part()).isEqualTo(Part.SHOP);
    assertThat(layer(graph, "shop_1_own").shape()).containsExactly("N", "12");
    assertThat(layer(graph, "item_2").part()).isEqualTo(Part.ITEM);
    assertThat(layer(graph, "item_2").operators()).containsExactly("MatMul", "Add", "Relu");
    assertThat(layer(graph, "shop_history").part()).isEqualTo(Part.USER);
    assertThat(layer(graph, "shop_history").constants())
        .containsExactly("table shop_id [32, 5] float");
    assertThat(layer(graph, "output shop").output()).isTrue();
    assertThat(layer(graph, "input price").input()).isTrue();
  }

  @Test
  void layers_constants_areCountedOnce() {
    ServedGraph served = ServedGraph.of(TestMarket.model(), ServingForm.PLAIN);
    long counted = graph(ServingForm.PLAIN).layers().stream().mapToLong(Layer::constantBytes).sum();
    assertThat(counted).isEqualTo(served.stored().constantBytes());
  }

  @Test
  void layers_smallTables_areInTheLayerOfTheirFeature() {
    LayerGraph graph = graph(ServingForm.PLAIN.withTables(TablePrecision.INT8));
    assertThat(layer(graph, "shop_id").operators()).contains("Gather", "Cast", "Mul");
  }

  @Test
  void svg_everyLayerAndFlow_isThereAndBoxesOfAPartAreApart() throws Exception {
    LayerGraph graph = graph(ServingForm.PLAIN.withFoldedShops());
    String svg = GraphDrawing.svg(graph, "a <title> & more");
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    Document document = parsers.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    List<Element> boxes = elements(document, "rect", "box");
    assertThat(boxes).hasSameSizeAs(graph.layers());
    assertThat(elements(document, "path", "arrow")).hasSameSizeAs(graph.flows());
    assertThat(elements(document, "rect", "frame")).hasSize(3);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
      }
    }
  }

  private static List<Element> elements(Document document, String tag, String style) {
    NodeList found = document.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(each -> each.getAttribute("class").startsWith(style))
        .toList();
  }

  private static boolean overlap(Element left, Element right) {
    return number(left, "x") < number(right, "x") + number(right, "width")
        && number(right, "x") < number(left, "x") + number(left, "width")
        && number(left, "y") < number(right, "y") + number(right, "height")
        && number(right, "y") < number(left, "y") + number(left, "height");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
