package dev.shopfuse.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The app is what any app could be: the public SDK and Android, nothing else. */
class SampleArchitectureTest {
  private static final JavaClasses SAMPLE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.shopfuse.sample");

  @Test
  void app_dependencies_areThePublicSdkAndAndroid() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.shopfuse.sample",
            "dev.shopfuse.sdk",
            "dev.shopfuse.sdk.bundle",
            "dev.shopfuse.sdk.store",
            "android..",
            "java..",
            "org.jspecify..")
        .check(SAMPLE);
  }
}
