package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void run_severalTimes_keepsNumbersAndThreadsTogether() {
    try (Workers workers = new Workers(3)) {
      assertThat(workers.run(worker -> 10 * worker)).containsExactly(0, 10, 20);
      List<Thread> threads = workers.run(worker -> Thread.currentThread());
      assertThat(threads).doesNotHaveDuplicates().startsWith(Thread.currentThread());
      assertThat(workers.run(worker -> Thread.currentThread())).isEqualTo(threads);
    }
  }

  @Test
  void run_firstWorkerFails_waitsForTheOthersAndThrows() {
    AtomicInteger finished = new AtomicInteger();
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      worker -> {
                        if (worker == 0) {
                          throw new IllegalArgumentException("worker 0");
                        }
                        pause();
                        return finished.incrementAndGet();
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("worker 0");
      assertThat(finished).hasValue(1);
      assertThat(workers.run(worker -> worker)).containsExactly(0, 1);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
