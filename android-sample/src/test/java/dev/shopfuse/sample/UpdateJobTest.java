package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.content.ComponentName;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.robolectric.Robolectric;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowJobService;

/** The daily look for a newer model. */
public class UpdateJobTest extends UpdatingTest {
  private static JobScheduler scheduler() {
    return app().getSystemService(JobScheduler.class);
  }

  @Test
  public void plan_withAChannel_waitsForChargerAndFreeNetwork() {
    settle();
    JobInfo job = scheduler().getPendingJob(UpdateJobService.JOB);
    assertThat(job.isRequireCharging()).isTrue();
    assertThat(job.getNetworkType()).isEqualTo(JobInfo.NETWORK_TYPE_UNMETERED);
    assertThat(job.isPeriodic()).isTrue();
    assertThat(job.isPersisted()).isTrue();
  }

  @Test
  public void plan_jobOfAnEarlierVersion_isReplaced() {
    settle();
    ComponentName service = new ComponentName(app(), UpdateJobService.class);
    scheduler()
        .schedule(
            new JobInfo.Builder(UpdateJobService.JOB, service).setRequiresCharging(true).build());
    restartProcess();
    settle();
    assertThat(scheduler().getPendingJob(UpdateJobService.JOB).isPeriodic()).isTrue();
  }

  @Test
  public void plan_withoutAChannel_endsTheJob() {
    settle();
    UpdatingApplication.follow("");
    restartProcess();
    settle();
    assertThat(scheduler().getPendingJob(UpdateJobService.JOB)).isNull();
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

  @Test
  public void job_stopped_endsTheLookAndComesAgain() throws Exception {
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    CountDownLatch answer = new CountDownLatch(1);
    server.hold(answer);
    UpdateJobService service = Robolectric.setupService(UpdateJobService.class);
    JobParameters job = Shadow.newInstanceOf(JobParameters.class);
    service.onStartJob(job);
    server.awaitRequest();
    assertThat(service.onStopJob(job)).isTrue();
    settle(); // It does not wait for the server.
    answer.countDown();
    MainActivity activity = start(MainActivity.class).get();
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(text(activity, R.id.update_message)).startsWith("The check was interrupted.");
  }
}
