package dev.shopfuse.export;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.shopfuse.export", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.shopfuse.export.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONNX_KNOWS_PROTOBUF_ONLY =
      noClasses()
          .that()
          .resideInAPackage("..export.onnx..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.deeplearning4j..",
                  "org.nd4j..",
                  "ai.onnxruntime..",
                  "dev.shopfuse.sdk..",
                  "dev.shopfuse.training.."));

  @ArchTest
  static final ArchRule LAYERS_KNOW_NOTHING_ABOUT_SHOPS =
      noClasses()
          .that()
          .resideInAPackage("..export.layer..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.shopfuse.sdk..",
                  "dev.shopfuse.training.model..",
                  "dev.shopfuse.training.config..",
                  "dev.shopfuse.training.sample..",
                  "..export.serving..",
                  "..export.parity..",
                  "..export.bundle.."));

  @ArchTest
  static final ArchRule NOBODY_REACHES_INTO_THE_SDK =
      noClasses().should().dependOnClassesThat(resideInAnyPackage("dev.shopfuse.sdk.internal.."));
}
