package dev.shopfuse.sample;

import android.app.job.JobParameters;
import android.app.job.JobService;

/** Looks for a newer model while the phone charges on a free network. */
public final class UpdateJobService extends JobService {
  @Override
  public boolean onStartJob(JobParameters job) {
    return false;
  }

  @Override
  public boolean onStopJob(JobParameters job) {
    return true;
  }
}
