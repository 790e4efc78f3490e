package dev.shopfuse.android.build;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The two commands a build calls. Both take options as {@code name=value}.
 *
 * <ul>
 *   <li>{@code resources}: compiles and links the resources, writes {@code R.java};
 *   <li>{@code package}: shrinks the classes and writes one signed package for each ABI.
 * </ul>
 */
public final class AndroidBuild {
  private AndroidBuild() {}

  /** Runs one command; a failure is an exception, for Maven to show. */
  public static void main(String... arguments) {
    if (arguments.length == 0) {
      throw new BuildException("No command is given; allowed are resources and package");
    }
    Options options = Options.parse(Arrays.asList(arguments).subList(1, arguments.length));
    switch (arguments[0]) {
      case "resources" -> linkResources(options);
      case "package" -> packageApp(options);
      default ->
          throw new BuildException(
              "There is no command %s; allowed are resources and package".formatted(arguments[0]));
    }
  }

  private static void linkResources(Options options) {
    AppFolders app = new AppFolders(options.path("module"));
    try {
      Files.createDirectories(app.generatedSources());
      Files.createDirectories(app.resources().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folders of the build", e);
    }
    Aapt2.unpack(app.tools()).link(app, options.text("package"), version(options));
  }

  private static void packageApp(Options options) {
    AppFolders app = new AppFolders(options.path("module"));
    Shrinker shrinker = new Shrinker(version(options).minSdk(), List.of(options.path("platform")));
    AppPackager packager =
        new AppPackager(
            app,
            shrinker,
            options.text("package"),
            options.text("sdk-package"),
            options.path("classes"),
            options.paths("libraries"));
    BuildReport report = new BuildReport();
    report.addAtMost(
        options.number("most-sdk-dex-bytes"),
        "SDK dex after R8",
        packager.measureLibraries(options.path("onnxruntime")),
        "what Shopfuse adds to this app, its JSON reader included");
    for (Path bundle : app.storedAssets()) {
      String name = String.valueOf(bundle.getFileName());
      long bytes = AppPackager.size(bundle);
      report.addAtMost(options.number("most-bundle-bytes"), "Bundle", bytes, name);
    }
    fetchNatives(app, options, report);
    OnnxRuntimeAar.find(options.path("natives"), options.text("onnxruntime-version"))
        .ifPresentOrElse(
            aar -> {
              DebugKey key = DebugKey.openOrCreate(options.path("key"));
              packager.write(aar, key, version(options), options.list("abis"), report);
            },
            () ->
                report.warn(
                    "No package is made: "
                        + natives(options)
                        + " is missing. Run android-sample/fetch-natives, or put it there, and"
                        + " build again."));
    report.write(app.target().resolve("android/report.txt"));
  }

  private static void fetchNatives(AppFolders app, Options options, BuildReport report) {
    boolean wanted = Boolean.parseBoolean(options.text("fetch"));
    if (!wanted || Files.exists(natives(options))) {
      return;
    }
    try {
      System.out.print(Tool.run(List.of(app.module().resolve("fetch-natives").toString())));
    } catch (BuildException e) {
      report.warn(String.valueOf(e.getMessage()));
    }
  }

  private static Path natives(Options options) {
    return OnnxRuntimeAar.in(options.path("natives"), options.text("onnxruntime-version"));
  }

  private static AppVersion version(Options options) {
    return new AppVersion(
        options.number("version-code"),
        options.text("version-name"),
        options.number("min-sdk"),
        options.number("target-sdk"));
  }

  /** Returns the entries of a list of paths as the machine writes it. */
  static List<Path> split(String paths) {
    return Arrays.stream(paths.split(File.pathSeparator))
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .toList();
  }
}
