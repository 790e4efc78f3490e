package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the parts of an Android app lie in a Maven module. Immutable. */
record AppFolders(Path module) {
  Path manifest() {
    return module.resolve("src/main/AndroidManifest.xml");
  }

  Path res() {
    return module.resolve("src/main/res");
  }

  Path assets() {
    return module.resolve("src/main/assets");
  }

  /** Returns the assets that are stored in the package as they are. */
  List<Path> storedAssets() {
    try (var files = Files.walk(assets())) {
      return files.filter(file -> file.toString().endsWith(Aapt2.STORED)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + assets(), e);
    }
  }

  Path rules() {
    return module.resolve("proguard-rules.pro");
  }

  Path target() {
    return module.resolve("target");
  }

  Path generatedSources() {
    return target().resolve("generated-sources/r");
  }

  /** Manifest, resources and assets as one package without code; Robolectric reads it too. */
  Path resources() {
    return target().resolve("android/resources.apk");
  }

  /** What R8 must keep because the manifest or a layout names it. */
  Path resourceRules() {
    return target().resolve("android/resources.pro");
  }

  Path tools() {
    return target().resolve("android/tools");
  }
}
