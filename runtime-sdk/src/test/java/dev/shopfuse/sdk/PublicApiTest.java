package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Compares the public API with the text that is checked in. A change that is meant is accepted by
 * copying target/public-api.txt over src/test/resources/public-api.txt.
 */
class PublicApiTest {
  private static final Path EXPECTED = Paths.get("src/test/resources/public-api.txt");
  private static final Path ACTUAL = Paths.get("target/public-api.txt");

  @Test
  void api_public_isTheCheckedInOne() throws Exception {
    List<String> lines = new ArrayList<>();
    for (String name : publicTypes()) {
      Class<?> type = Class.forName(name);
      lines.add(Modifier.toString(type.getModifiers()) + " " + type.getTypeName());
      for (String member : members(type)) {
        lines.add("  " + member);
      }
    }
    Files.write(ACTUAL, lines);
    assertThat(ACTUAL).hasSameTextualContentAs(EXPECTED);
  }

  private static SortedSet<String> publicTypes() {
    TreeSet<String> names = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.shopfuse.sdk")) {
      if (Modifier.isPublic(type.reflect().getModifiers())
          && !type.getPackageName().endsWith(".internal")) {
        names.add(type.getName());
      }
    }
    return names;
  }

  private static SortedSet<String> members(Class<?> type) {
    List<Member> members = new ArrayList<>();
    members.addAll(List.of(type.getDeclaredFields()));
    members.addAll(List.of(type.getDeclaredConstructors()));
    members.addAll(List.of(type.getDeclaredMethods()));
    TreeSet<String> shown = new TreeSet<>();
    for (Member member : members) {
      boolean visible =
          Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
      if (visible && !member.isSynthetic()) {
        shown.add(text(member));
      }
    }
    return shown;
  }

  private static String text(Member member) {
    if (member instanceof java.lang.reflect.Field field) {
      return field.toGenericString();
    }
    return ((java.lang.reflect.Executable) member).toGenericString();
  }
}
