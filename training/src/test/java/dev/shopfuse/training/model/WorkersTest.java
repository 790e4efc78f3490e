package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @Test
  void run_severalTimes_keepsNumbersAndThreadsTogether() throws Exception {
    List<Thread> threads;
    try (Workers workers = new Workers(3)) {
      assertThat(workers.run(worker -> 10 * worker)).containsExactly(0, 10, 20);
      threads = workers.run(worker -> Thread.currentThread());
      assertThat(threads).doesNotHaveDuplicates().startsWith(Thread.currentThread());
      pause(); // so that they sleep
      assertThat(workers.run(worker -> Thread.currentThread())).isEqualTo(threads);
    }
    for (Thread thread : threads.subList(1, 3)) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void run_moreWorkersThanCores_runsAll() {
    int count = 3 * Runtime.getRuntime().availableProcessors();
    try (Workers workers = new Workers(count)) {
      for (int i = 0; i < 20; i++) {
        assertThat(workers.run(worker -> worker)).hasSize(count).endsWith(count - 1);
      }
    }
  }

  @Test
  void run_someWorkersFail_waitsForTheOthersAndThrowsTheFirstFailure() {
    AtomicInteger finished = new AtomicInteger();
    try (Workers workers = new Workers(3)) {
      assertThatThrownBy(
              () ->
                  workers.run(
                      worker -> {
                        if (worker < 2) {
                          throw new IllegalArgumentException("worker " + worker);
                        }
                        pause();
                        return finished.incrementAndGet();
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("worker 0");
      assertThat(finished).hasValue(1);
      assertThatThrownBy(() -> workers.run(worker -> 1 / (worker - 2)))
          .isInstanceOf(ArithmeticException.class);
      assertThat(workers.run(worker -> worker)).containsExactly(0, 1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void run_callerInterrupted_isRefused(int count) {
    try (Workers workers = new Workers(count)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> workers.run(worker -> worker)).hasMessageContaining("Interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(workers.run(worker -> worker)).hasSize(count);
    }
  }

  @Test
  void run_closed_isRefused() {
    Workers workers = new Workers(2);
    workers.close();
    assertThatThrownBy(() -> workers.run(worker -> worker)).hasMessageContaining("closed");
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
