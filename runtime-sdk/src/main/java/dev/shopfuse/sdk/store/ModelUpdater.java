package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.store.UpdateResult.Outcome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store up to date with a channel.
 *
 * <p>Thread-safe; updates of one store, in this process and in others, go one after the other.
 *
 * <p>Nothing is sent but the requests for files: which installation asks, and which model it has,
 * is not said. The rollout is decided here, on the device.
 */
public final class ModelUpdater {
  private final ModelStore store;
  private final ChannelClient channel;
  private final UpdateListener listener;

  ModelUpdater(ModelUpdaterBuilder settings) {
    store = settings.store;
    listener = settings.listener;
    channel = new ChannelClient(settings.store, settings.channelUrl, settings.http());
  }

  /**
   * Returns a builder.
   *
   * @param channelUrl where {@code channel.json} is; HTTPS, or HTTP inside a network you trust with
   *     knowing what is fetched
   */
  public static ModelUpdaterBuilder builder(ModelStore store, String channelUrl) {
    return new ModelUpdaterBuilder(store, channelUrl);
  }

  /** Returns an updater with default settings. */
  public static ModelUpdater of(ModelStore store, String channelUrl) {
    return builder(store, channelUrl).build();
  }

  /**
   * Fetches the channel and, if it has a newer model for this installation, that model; proves it
   * and brings it into use. The model in use is fetched again if its stored file has been damaged.
   * Blocks for as long as that takes. Interrupting the thread ends it, unless it is installing
   * already; whatever ends it, what has arrived is kept for the next try, and the model in use
   * stays.
   *
   * @throws BundleException if what the channel offers is damaged, untrusted, expired or outdated
   * @throws StorageException if the store cannot be written
   * @throws IOException if the network fails
   * @throws InterruptedException if the thread is interrupted
   */
  public UpdateResult update() throws BundleException, IOException, InterruptedException {
    DurableFiles.makeDirectory(store.files().root());
    ProcessLock.Held lock = store.files().updateLock().take();
    try {
      listener.onProgress(UpdateState.CHECKING, 0, 0);
      return apply(channel.fetch());
    } finally {
      lock.close();
    }
  }

  private UpdateResult apply(Channel news)
      throws BundleException, IOException, InterruptedException {
    StoreState state = store.files().readState();
    Rollout rollout = Rollout.of(store.files(), news.name());
    Outcome otherwise = Outcome.UP_TO_DATE;
    for (Release release : news.releases()) {
      if (state.current != null && release.version() <= state.current.version) {
        return needsRepair(release, state.current)
            ? install(news.name(), release, state)
            : new UpdateResult(otherwise, store.modelIn(state), 0);
      }
      Outcome obstacle = obstacle(release, state, rollout);
      if (obstacle == null) {
        return install(news.name(), release, state);
      }
      otherwise = otherwise == Outcome.UP_TO_DATE ? obstacle : otherwise;
    }
    return new UpdateResult(otherwise, store.modelIn(state), 0);
  }

  /** Whether this is the model in use and its stored file has been damaged or lost. */
  private boolean needsRepair(Release release, StoreState.ModelRecord inUse) throws IOException {
    String sha256 = release.bundle().sha256();
    return inUse.sha256.equals(sha256)
        && Installation.isDamaged(store.files().model(sha256), sha256);
  }

  private static @Nullable Outcome obstacle(Release release, StoreState state, Rollout rollout) {
    if (state.refused.contains(release.bundle().sha256())) {
      return Outcome.GIVEN_UP;
    }
    if (!release.fitsThisSdk()) {
      return Outcome.SDK_TOO_OLD;
    }
    return rollout.includes(release) ? null : Outcome.NOT_YET_ROLLED_OUT;
  }

  private UpdateResult install(String name, Release release, StoreState state)
      throws BundleException, IOException, InterruptedException {
    ReleaseFetch fetch = new ReleaseFetch(store.files(), channel, listener);
    long bytes = fetch.fetch(release, state.current);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    listener.onProgress(UpdateState.INSTALLING, 0, 0);
    String sha256 = release.bundle().sha256();
    StoredModel model =
        store.installPart(store.files().part(sha256), sha256, name, release.version());
    return new UpdateResult(Outcome.INSTALLED, model, bytes);
  }
}
