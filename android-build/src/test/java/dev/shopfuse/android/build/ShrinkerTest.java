package dev.shopfuse.android.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R8 over three small classes. */
class ShrinkerTest {
  @TempDir Path folder;

  /** What an app uses. */
  static final class Used {
    private Used() {}

    static String greet(String name) {
      return "hello " + name;
    }

    static String unused() {
      return "bye";
    }
  }

  /** What native code finds by name. */
  static final class FoundByName {
    int found = 1;

    FoundByName(int found) {
      this.found = found;
    }

    static int answer(int[] question) {
      return question.length;
    }
  }

  /** What nobody uses or names. */
  static final class Lost {
    private Lost() {}

    static int nothing() {
      return 0;
    }
  }

  /** The app. */
  static final class App {
    private App() {}

    static String start() {
      return Used.greet("shop");
    }
  }

  private Path jar(String name, String rules, Class<?>... classes) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/proguard/rules.pro"));
      zip.write(rules.getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : classes) {
        String file = type.getName().replace('.', '/') + ".class";
        zip.putNextEntry(new ZipEntry(file));
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
          in.transferTo(zip);
        }
      }
    }
    return jar;
  }

  /** One run of R8 for both halves: it takes long. */
  @Test
  void shrink_withConsumerRules_keepsWhatTheyNameAndNothingElse() throws IOException {
    String libraryRules = "-keep class **$FoundByName { *; }";
    Path library = jar("library.jar", libraryRules, Used.class, FoundByName.class, Lost.class);
    String appRules = "-dontobfuscate\n-dontoptimize\n-keep class **$App { *; }";
    Path app = jar("app.jar", appRules, App.class, ShrinkerTest.class);
    Path out = Files.createDirectories(folder.resolve("out"));
    Shrinker shrinker = new Shrinker(24, List.of());
    DexFile dex = DexFile.read(shrinker.shrink(List.of(app, library), List.of(), out));
    assertThat(dex.classes())
        .contains(App.class.getName(), FoundByName.class.getName())
        .doesNotContain(Lost.class.getName());
    assertThat(dex.methods())
        .contains(FoundByName.class.getName() + ".answer([I)I")
        .contains(FoundByName.class.getName() + ".<init>(I)V")
        .contains(Used.class.getName() + ".greet(Ljava/lang/String;)Ljava/lang/String;")
        .noneMatch(method -> method.contains("unused"))
        .noneMatch(method -> method.startsWith("java.")); // Called, not defined.
    assertThat(dex.fields()).containsExactly(FoundByName.class.getName() + ".found:I");
  }

  @Test
  void usedBy_app_keepsWhatItCallsOnly() throws IOException {
    Path library = jar("library.jar", "", Used.class, FoundByName.class);
    Path app = jar("app.jar", "", App.class);
    List<String> rules =
        new Shrinker(24, List.of()).usedBy(app, List.of(library), List.of(), folder);
    assertThat(String.join("\n", rules)).contains("Used", "greet").doesNotContain("FoundByName");
  }

  @Test
  void jniNames_libraryText_findsClassNamesAndSignatures() {
    String text =
        "\0ai/onnxruntime/OnnxTensor\0(JJ)Lai/onnxruntime/TensorInfo;\0java/lang/String\0see ai/onnxruntime/ here\0";
    byte[] library = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(JniNames.classesNamedIn(library))
        .containsExactly("ai.onnxruntime.OnnxTensor", "ai.onnxruntime.TensorInfo");
  }
}
