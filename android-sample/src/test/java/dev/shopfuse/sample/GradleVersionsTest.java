package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The build for Android Studio names the versions of the build with Maven. */
class GradleVersionsTest {
  private final String gradle = read("build.gradle.kts");
  private final String parent = read("../pom.xml");
  private final String module = read("pom.xml");

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s is there", pattern).isTrue();
    return matcher.group(1);
  }

  private static String property(String pom, String name) {
    return first(pom, "<" + Pattern.quote(name) + ">([^<]+)</");
  }

  private String dependency(String artifact) {
    return first(gradle, "\"" + Pattern.quote(artifact) + ":([^\"]+)\"");
  }

  @Test
  void dependencies_versions_areThoseOfMaven() {
    String project = first(parent, "<artifactId>shopfuse</artifactId>\\s*<version>([^<]+)</");
    assertThat(dependency("dev.shopfuse:runtime-sdk")).isEqualTo(project);
    assertThat(first(gradle, "versionName = \"([^\"]+)\"")).isEqualTo(project);
    assertThat(dependency("com.microsoft.onnxruntime:onnxruntime-android"))
        .isEqualTo(property(parent, "onnxruntime.version"));
    assertThat(dependency("org.jspecify:jspecify")).isEqualTo(property(parent, "jspecify.version"));
    assertThat(first(gradle, "com.android.application\"\\) version \"([^\"]+)\""))
        .isEqualTo(property(parent, "apksig.version"));
  }

  @Test
  void guide_versions_areThoseOfMaven() {
    String guide = read("../docs/android.md");
    for (String library :
        new String[] {
          "dev.shopfuse:runtime-sdk", "com.microsoft.onnxruntime:onnxruntime-android"
        }) {
      assertThat(first(guide, "\"" + Pattern.quote(library) + ":([^\"]+)\""))
          .isEqualTo(dependency(library));
    }
    assertThat(first(guide, "minSdk = (\\d+)")).isEqualTo(property(module, "android.minSdk"));
    String engine = property(parent, "onnxruntime.version");
    assertThat(first(guide, "ONNX Runtime (\\d+\\.\\d+\\.\\d+)")).isEqualTo(engine);
  }

  @Test
  void levels_andNames_areThoseOfMaven() {
    for (String name : new String[] {"minSdk", "targetSdk", "versionCode"}) {
      assertThat(first(gradle, name + " = (\\d+)")).isEqualTo(property(module, "android." + name));
    }
    assertThat(first(gradle, "compileSdk = (\\d+)"))
        .isEqualTo(property(module, "android.targetSdk"));
    assertThat(first(gradle, "applicationId = \"([^\"]+)\""))
        .isEqualTo(property(module, "android.package"));
    assertThat(first(gradle, "include\\(([^)]+)\\)").replaceAll("[\" ]", ""))
        .isEqualTo(property(module, "android.abis"));
  }
}
