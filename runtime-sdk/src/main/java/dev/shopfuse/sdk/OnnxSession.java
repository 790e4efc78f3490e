package dev.shopfuse.sdk;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import java.nio.ByteBuffer;

/**
 * Opens sessions the way a phone wants them: one thread unless asked, no spinning, and no memory
 * plan per input shape, since shapes change with every request and the plans are never dropped.
 */
final class OnnxSession {
  private OnnxSession() {}

  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  static OrtSession open(ByteBuffer model, int threads) throws IncompatibleBundleException {
    OrtEnvironment environment = environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setMemoryPatternOptimization(false);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IncompatibleBundleException(
          IncompatibleBundleException.Reason.ENGINE,
          "ONNX Runtime "
              + environment.getVersion()
              + " refuses the model: "
              + e.getMessage()
              + "; update ONNX Runtime or export the model again",
          e);
    }
  }
}
