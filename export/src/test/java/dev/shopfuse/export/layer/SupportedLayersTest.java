package dev.shopfuse.export.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;

class SupportedLayersTest {
  private static final Path PAGE = Path.of("..", "docs", "supported-layers.md");

  @Test
  void page_inTheRepository_isWhatTheRegistryHas() throws IOException {
    String page = SupportedLayers.page(LayerConverters.standard());
    if (Boolean.getBoolean("shopfuse.docs.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("generate it with -Dshopfuse.docs.update=true").content().isEqualTo(page);
  }

  @ParameterizedTest
  @ValueSource(classes = {Layer.class, GraphVertex.class, InputPreProcessor.class})
  void page_everyLayerOfDl4j_isMentioned(Class<?> kind) throws IOException {
    String page = SupportedLayers.page(LayerConverters.standard());
    List<String> missing = new ArrayList<>();
    for (Class<?> type : classesBeside(kind, "org/deeplearning4j/nn/conf/")) {
      if (!page.contains("| " + type.getSimpleName() + " |")) {
        missing.add(type.getName());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void page_everyActivationOfDl4j_isMentioned() throws IOException {
    String page = SupportedLayers.page(LayerConverters.standard());
    String activations = page.substring(page.indexOf("## Activations"));
    assertThat(classesBeside(IActivation.class, "org/nd4j/linalg/activations/impl/"))
        .allSatisfy(type -> assertThat(activations).containsPattern("\\b" + type.getSimpleName()));
  }

  /** The concrete classes of a kind in DL4J's own jar; LayerVertex only holds a layer. */
  private static List<Class<?>> classesBeside(Class<?> kind, String path) throws IOException {
    Path jar =
        Path.of(URI.create(kind.getProtectionDomain().getCodeSource().getLocation().toString()));
    List<Class<?>> classes = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (String name : zip.stream().map(ZipEntry::getName).sorted().toList()) {
        if (name.startsWith(path) && name.endsWith(".class")) {
          Class<?> type = load(name);
          boolean isConcrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
          if (kind.isAssignableFrom(type) && isConcrete && !type.equals(LayerVertex.class)) {
            classes.add(type);
          }
        }
      }
    }
    assertThat(classes).hasSizeGreaterThan(5);
    return classes;
  }

  private static Class<?> load(String entry) {
    try {
      String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
      return Class.forName(name, false, SupportedLayersTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
