package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.view.View;
import com.sun.net.httpserver.HttpServer;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.robolectric.Robolectric;
import org.robolectric.annotation.Config;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowJobService;

/** Newer models come, good and bad, from a server of this machine. */
@Config(application = UpdatingApplication.class)
public class UpdateTest extends AppTest {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer server;

  @Before
  public void startServer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] file = files.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
          if (file != null) {
            exchange.getResponseBody().write(file);
          }
          exchange.close();
        });
    server.start();
    UpdatingApplication.follow(
        "http://localhost:" + server.getAddress().getPort() + "/channel.json");
    restartProcess();
  }

  @After
  public void stopServer() {
    server.stop(0);
  }

  private void publish(byte[] bundle, long version) throws Exception {
    files.put("/market.shopfuse", bundle);
    files.put("/channel.json", TestPublisher.channel("market.shopfuse", bundle, version));
  }

  private static MainActivity openAndCheckForUpdate() {
    MainActivity activity = start(MainActivity.class).get();
    Views.<View>find(activity, R.id.check_updates).performClick();
    settle();
    return activity;
  }

  @Test
  public void check_newerModel_isUsedAtOnce() throws Exception {
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.model_version)).isEqualTo("2");
    assertThat(text(activity, R.id.model_origin)).isEqualTo("an update");
    assertThat(text(activity, R.id.update_message)).isEqualTo("Model 2 is installed.");
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
  }

  @Test
  public void check_noNewerModel_saysSo() throws Exception {
    publish(new TestPublisher().bundle(1, TestPublisher.KEY), 1);
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(text(activity, R.id.update_message)).isEqualTo("The model is up to date.");
  }

  @Test
  public void check_modelOfAStranger_isRefusedAndTheOldOneStays() throws Exception {
    publish(new TestPublisher().bundle(2, SigningKey.generate()), 2);
    assertRefused(openAndCheckForUpdate());
  }

  @Test
  public void check_modelThatScoresOtherwiseThanPromised_isRolledBack() throws Exception {
    publish(new TestPublisher().brokenBundle(2), 2);
    assertRefused(openAndCheckForUpdate());
  }

  @Test
  public void check_downloadDamaged_isRefusedAndTheOldOneStays() throws Exception {
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    files.get("/market.shopfuse")[200_000] ^= 1;
    assertRefused(openAndCheckForUpdate());
  }

  private static void assertRefused(MainActivity activity) throws Exception {
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(text(activity, R.id.update_message))
        .startsWith("The new model was refused, model 1 stays.");
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
    restartProcess();
    MainActivity again = start(MainActivity.class).get();
    assertThat(text(again, R.id.model_version)).isEqualTo("1");
    assertThat(isVisible(again, R.id.notice)).isFalse();
  }

  @Test
  public void check_serverGone_saysSoAndRanksOn() throws Exception {
    server.stop(0);
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.update_message)).startsWith("No update: ");
    assertThat(shownShops(activity)).hasSize(20);
  }

  @Test
  public void start_updateDamagedOnDisk_fallsBackToTheModelBefore() throws Exception {
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    openAndCheckForUpdate();
    damage(app().models().store().current().file());
    restartProcess();
    MainActivity activity = start(MainActivity.class).get();
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(text(activity, R.id.notice)).contains("The last good one, 1, is used");
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
  }

  @Test
  public void start_onlyModelDamagedOnDisk_usesTheAppsOwn() throws Exception {
    start(MainActivity.class);
    damage(app().models().store().current().file());
    restartProcess();
    MainActivity activity = start(MainActivity.class).get();
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
  }

  private static void damage(File bundle) {
    onWorker(
        () -> {
          byte[] bytes = Files.readAllBytes(bundle.toPath());
          bytes[bytes.length / 2] ^= 1;
          return Files.write(bundle.toPath(), bytes);
        });
  }

  @Test
  public void job_planned_waitsForChargerAndFreeNetwork() {
    settle();
    JobInfo job = app().getSystemService(JobScheduler.class).getPendingJob(UpdateJobService.JOB);
    assertThat(job.isRequireCharging()).isTrue();
    assertThat(job.getNetworkType()).isEqualTo(JobInfo.NETWORK_TYPE_UNMETERED);
    assertThat(job.isPeriodic()).isTrue();
  }

  @Test
  public void job_started_updatesAndEnds() throws Exception {
    start(MainActivity.class);
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    UpdateJobService service = Robolectric.setupService(UpdateJobService.class);
    assertThat(service.onStartJob(Shadow.newInstanceOf(JobParameters.class))).isTrue();
    settle();
    ShadowJobService shadow = Shadow.extract(service);
    assertThat(shadow.getIsJobFinished()).isTrue();
    assertThat(text(start(MainActivity.class).get(), R.id.model_version)).isEqualTo("2");
  }
}
