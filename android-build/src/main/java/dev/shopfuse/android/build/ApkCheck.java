package dev.shopfuse.android.build;

import com.android.apksig.ApkVerifier;
import com.android.apksig.apk.ApkFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** Reads a finished package as a phone would, and says what a phone would refuse. */
final class ApkCheck {
  private ApkCheck() {}

  /** Returns what is wrong with signature and layout; nothing if all is well. */
  static List<String> problems(Path apk) {
    List<String> problems = new ArrayList<>(signatureProblems(apk));
    for (ZipLayout.Entry entry : ZipLayout.read(apk)) {
      int alignment = alignment(entry.name());
      if (alignment > 0 && entry.compressed()) {
        problems.add(entry.name() + " is compressed; store it, or Android cannot map it");
      } else if (alignment > 0 && entry.dataOffset() % alignment != 0) {
        problems.add(
            "%s starts at byte %d; start it at a multiple of %d"
                .formatted(entry.name(), entry.dataOffset(), alignment));
      }
    }
    return problems;
  }

  /** Returns at which multiple of bytes an entry must be stored; 0 if it may be compressed. */
  private static int alignment(String name) {
    if (name.endsWith(".so")) {
      return ApkWriter.PAGE_BYTES;
    }
    boolean isMapped = name.equals("resources.arsc") || name.endsWith(Aapt2.STORED);
    return isMapped ? ApkWriter.WORD_BYTES : 0;
  }

  private static List<String> signatureProblems(Path apk) {
    List<String> problems = new ArrayList<>();
    try {
      ApkVerifier.Result result = new ApkVerifier.Builder(apk.toFile()).build().verify();
      result.getErrors().forEach(error -> problems.add(error.toString()));
      if (!result.isVerifiedUsingV2Scheme()) {
        problems.add("There is no valid signature of scheme 2; sign the package");
      }
      if (!result.isVerifiedUsingV3Scheme()) {
        problems.add("There is no valid signature of scheme 3; sign the package");
      }
    } catch (ApkFormatException e) {
      problems.add("It is no package: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + apk, e);
    } catch (NoSuchAlgorithmException e) {
      throw new BuildException("This JDK cannot verify signatures; use another one", e);
    }
    return problems;
  }

  /** Returns what is missing of the lines that a store and a launcher read from the package. */
  static List<String> badgingProblems(String badging, String packageName, AppVersion version) {
    List<String> wanted =
        List.of(
            "package: name='" + packageName + "' versionCode='" + version.code() + "'",
            "application-label:'",
            "launchable-activity: name='" + packageName + ".",
            "targetSdkVersion:'" + version.targetSdk() + "'");
    List<String> problems = new ArrayList<>();
    for (String line : wanted) {
      if (badging.lines().noneMatch(found -> found.startsWith(line))) {
        problems.add("aapt2 dump badging has no line " + line);
      }
    }
    String minSdk = "dkVersion:'" + version.minSdk() + "'";
    if (badging.lines().noneMatch(found -> found.matches("(minS|s)" + minSdk))) {
      problems.add("aapt2 dump badging does not name the oldest API " + version.minSdk());
    }
    return problems;
  }
}
