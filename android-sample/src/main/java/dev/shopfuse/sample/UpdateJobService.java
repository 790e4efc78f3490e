package dev.shopfuse.sample;

import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import android.content.ComponentName;
import android.content.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks for a newer model once a day, while the phone charges on a network that costs nothing. */
public final class UpdateJobService extends JobService {
  static final int JOB = 1;

  private @Nullable Runnable stop;

  /** Plans the job, unless it is planned like this; without a channel there is none. */
  static void plan(Context context, String channelUrl) {
    JobScheduler scheduler = (JobScheduler) context.getSystemService(Context.JOB_SCHEDULER_SERVICE);
    JobInfo wanted = job(context);
    JobInfo planned = scheduler.getPendingJob(JOB);
    if (channelUrl.isEmpty()) {
      scheduler.cancel(JOB);
    } else if (planned == null || !isSame(planned, wanted)) {
      scheduler.schedule(wanted);
    }
  }

  private static JobInfo job(Context context) {
    return new JobInfo.Builder(JOB, new ComponentName(context, UpdateJobService.class))
        .setRequiredNetworkType(JobInfo.NETWORK_TYPE_UNMETERED)
        .setRequiresCharging(true)
        .setPeriodic(TimeUnit.DAYS.toMillis(1))
        .setPersisted(true) // Phones start anew more often than their owners open an app.
        .build();
  }

  /** An earlier version of the app may have planned it otherwise. */
  private static boolean isSame(JobInfo planned, JobInfo wanted) {
    return planned.getNetworkType() == wanted.getNetworkType()
        && planned.isRequireCharging() == wanted.isRequireCharging()
        && planned.getIntervalMillis() == wanted.getIntervalMillis()
        && planned.isPersisted() == wanted.isPersisted();
  }

  @Override
  public boolean onStartJob(JobParameters job) {
    stop = SampleApplication.of(this).checkForUpdate(() -> jobFinished(job, false));
    return true;
  }

  @Override
  public boolean onStopJob(JobParameters job) {
    if (stop != null) {
      stop.run();
    }
    return true;
  }
}
