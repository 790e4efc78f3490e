package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A session opened the way a phone wants it: one thread unless asked, no spinning, no memory plan
 * per input shape, since shapes change with every request and the plans are never dropped, no
 * arena, whose one lock keeps threads from ranking at once, and no copy of the large tables. It
 * owns the session and the tensors over the tables and closes them once.
 */
final class OnnxSession implements AutoCloseable {
  final OrtSession session;

  /** The large tables, inputs of every run; their memory lives as long as they do. */
  final Map<String, OnnxTensor> tables;

  private OnnxSession(OrtSession session, Map<String, OnnxTensor> tables) {
    this.session = session;
    this.tables = tables;
  }

  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  static OnnxSession open(ByteBuffer model, int threads) throws IncompatibleBundleException {
    OrtEnvironment environment = environment();
    Map<String, OnnxTensor> tables = new HashMap<>();
    OrtSession session = null;
    try (OrtSession.SessionOptions options = options(threads)) {
      DetachedTables detached = new DetachedTables(model);
      for (DetachedTable table : detached.tables) {
        tables.put(
            table.name,
            OnnxTensor.createTensor(environment, table.content, table.shape, table.type));
      }
      session = environment.createSession(detached.model, options);
      return new OnnxSession(session, tables);
    } catch (OrtException | IllegalArgumentException e) {
      throw new IncompatibleBundleException(
          IncompatibleBundleException.Reason.ENGINE,
          "ONNX Runtime "
              + environment.getVersion()
              + " refuses the model: "
              + e.getMessage()
              + "; update ONNX Runtime or export the bundle again",
          e);
    } finally {
      if (session == null) {
        close(tables);
      }
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.addConfigEntry("session.inter_op.allow_spinning", "0");
    options.setMemoryPatternOptimization(false);
    options.setCPUArenaAllocator(false);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static void close(Map<String, OnnxTensor> tables) {
    for (OnnxTensor table : tables.values()) {
      table.close();
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new RankingException("ONNX Runtime failed to close the model: " + e.getMessage(), e);
    } finally {
      close(tables);
    }
  }
}
