package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessLockTest {
  @TempDir Path folder;

  /** Holds a lock in a process of its own until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      ProcessLock.Held held = ProcessLock.of(new File(args[0])).takeUninterruptibly();
      System.out.println(ChildJvm.READY);
      int end = System.in.read();
      held.close();
      System.exit(end < 0 ? 0 : 1);
    }
  }

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  private File file() {
    return folder.resolve("some.lock").toFile();
  }

  private Process holder() throws IOException {
    return ChildJvm.start(Holder.class, file().toString()).process();
  }

  @Test
  void takeUninterruptibly_flagSet_takesAndLeavesTheFlag() throws Exception {
    ProcessLock lock = ProcessLock.of(file());
    Thread.currentThread().interrupt();
    try (ProcessLock.Held outer = lock.takeUninterruptibly();
        ProcessLock.Held inner = lock.takeUninterruptibly()) {
      assertThat(outer).isNotSameAs(inner);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.interrupted()).isTrue();
    lock.takeUninterruptibly().close();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void take_flagSet_saysSoAndHoldsNothing() throws Exception {
    ProcessLock lock = ProcessLock.of(file());
    Thread.currentThread().interrupt();
    assertThatThrownBy(lock::take).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    holder().destroyForcibly().waitFor();
  }

  @Test
  void takeUninterruptibly_interruptedWhileAnotherProcessHolds_waitsOn() throws Exception {
    Process holder = holder();
    FutureTask<Boolean> taking =
        new FutureTask<>(
            () -> {
              ProcessLock.of(file()).takeUninterruptibly().close();
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(taking, "taking");
    thread.start();
    for (int i = 0; i < 3; i++) {
      thread.interrupt();
      // Clearing the flag shows that it was seen: all but the first time while waiting.
      while (thread.isAlive() && thread.isInterrupted()) {
        Thread.onSpinWait();
      }
      assertThat(taking.isDone()).isFalse();
    }
    holder.getOutputStream().close();
    assertThat(taking.get()).isTrue();
    assertThat(holder.waitFor()).isZero();
  }
}
