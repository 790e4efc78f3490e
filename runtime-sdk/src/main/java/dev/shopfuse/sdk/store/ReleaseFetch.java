package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.DeltaPatch;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.internal.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/**
 * Gets the bundle of a release: by its difference to the model in use where that is shorter, else
 * as a whole. Either way the part file ends up with the bytes that the channel announces.
 */
final class ReleaseFetch {
  private static final long UNUSABLE = -1;

  private final StoreDirectory files;
  private final ChannelClient channel;
  private final UpdateListener listener;

  ReleaseFetch(StoreDirectory files, ChannelClient channel, UpdateListener listener) {
    this.files = files;
    this.channel = channel;
    this.listener = listener;
  }

  /** Returns how many bytes came over the network. */
  long fetch(Release release, StoreState.@Nullable ModelRecord inUse)
      throws BundleException, IOException, InterruptedException {
    DurableFiles.makeDirectory(files.incoming());
    Delta delta = inUse == null ? null : release.deltaFrom(inUse.sha256);
    FileReference bundle = release.bundle();
    File part = files.part(bundle.sha256());
    keepOnly(bundle, delta);
    long bytes = 0;
    if (inUse != null && delta != null && delta.file().bytes() < bundle.bytes() - part.length()) {
      bytes = downloadDelta(delta.file());
      if (bytes != UNUSABLE && apply(delta, inUse, bundle, part)) {
        return bytes;
      }
    }
    return Math.max(0, bytes) + download(bundle, UpdateState.DOWNLOADING_BUNDLE);
  }

  /** Returns how many bytes came, or {@link #UNUSABLE} if the server lacks or damages the file. */
  private long downloadDelta(FileReference file)
      throws BundleException, IOException, InterruptedException {
    try {
      return download(file, UpdateState.DOWNLOADING_DELTA);
    } catch (CorruptBundleException | FileNotFoundException e) {
      // An earlier try may have got a part of it.
      Download.forget(files.part(file.sha256()));
      return UNUSABLE;
    }
  }

  /** Deletes what is left of downloads that are no longer wanted. */
  private void keepOnly(FileReference bundle, @Nullable Delta delta) {
    File[] present = files.incoming().listFiles();
    for (File file : present == null ? new File[0] : present) {
      boolean wanted =
          file.getName().startsWith(bundle.sha256())
              || (delta != null && file.getName().startsWith(delta.file().sha256()));
      if (!wanted) {
        DurableFiles.delete(file);
      }
    }
  }

  private long download(FileReference file, UpdateState state)
      throws BundleException, IOException, InterruptedException {
    File part = files.part(file.sha256());
    listener.onProgress(state, part.length(), file.bytes());
    return channel.fetch(file, part, done -> listener.onProgress(state, done, file.bytes()));
  }

  /** Returns whether the difference led to the bundle; if not, the bundle is fetched as a whole. */
  private boolean apply(Delta delta, StoreState.ModelRecord inUse, FileReference bundle, File part)
      throws StorageException {
    listener.onProgress(UpdateState.APPLYING_DELTA, 0, 0);
    File patch = files.part(delta.file().sha256());
    Sha256 digest = new Sha256();
    boolean right = false;
    try (RandomAccessFile old = new RandomAccessFile(files.model(inUse.sha256), "r");
        InputStream in = new BufferedInputStream(new FileInputStream(patch));
        StoreOutput out = StoreOutput.open(part, false, digest)) {
      OutputStream buffered = new BufferedOutputStream(out);
      DeltaPatch.apply(old, in, buffered, bundle.bytes());
      buffered.flush();
      out.sync();
      right = digest.hex().equals(bundle.sha256());
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      right = false;
    } finally {
      DurableFiles.delete(patch);
      if (!right) {
        DurableFiles.delete(part);
      }
    }
    return right;
  }
}
