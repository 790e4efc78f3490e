package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;
import org.robolectric.shadows.ShadowLooper;

/** What fails on another thread is not lost. */
public class WorkerTest extends AppTest {
  @Test
  public void run_taskEndsWithAnError_isThrownOnTheMainThread() {
    assertThrown(new NoClassDefFoundError("lost"));
  }

  @Test
  public void run_taskEndsWithAnException_isThrownOnTheMainThread() {
    assertThrown(new IllegalStateException("lost"));
  }

  private static void assertThrown(Throwable failure) {
    Worker worker = new Worker("test");
    worker.run(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
    worker.finish();
    assertThatThrownBy(ShadowLooper::idleMainLooper).isSameAs(failure);
  }
}
