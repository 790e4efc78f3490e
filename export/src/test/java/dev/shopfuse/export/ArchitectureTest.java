package dev.shopfuse.export;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses EXPORT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse.export");

  @Test
  void packages_export_haveNoCycles() {
    slices().matching("dev.shopfuse.export.(*)..").should().beFreeOfCycles().check(EXPORT);
  }

  @Test
  void onnx_package_knowsProtobufOnly() {
    forbid(
        "dev.shopfuse.export.onnx..",
        "org.deeplearning4j..",
        "org.nd4j..",
        "ai.onnxruntime..",
        "dev.shopfuse.sdk..",
        "dev.shopfuse.training..");
  }

  @Test
  void layer_package_knowsNothingAboutShops() {
    forbid(
        "dev.shopfuse.export.layer..",
        "dev.shopfuse.sdk..",
        "dev.shopfuse.training.model..",
        "dev.shopfuse.training.config..",
        "dev.shopfuse.training.sample..",
        "dev.shopfuse.export.serving..",
        "dev.shopfuse.export.parity..",
        "dev.shopfuse.export.bundle..");
  }

  @Test
  void sdk_internals_areNotReachedInto() {
    forbid("dev.shopfuse.export..", "dev.shopfuse.sdk.internal..");
  }

  private static void forbid(String from, String... packages) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(EXPORT);
  }
}
