package dev.shopfuse.sample;

import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The app, pinned to the test's publisher too and pointed at a server of this machine. */
public class UpdatingApplication extends SampleApplication {
  private static volatile String url = "";
  private static volatile byte @Nullable [] ownModel;

  static void follow(String channelUrl) {
    url = channelUrl;
    ownModel = null;
  }

  /** Has the app bring another model along, as a later version of it would. */
  static void bringAlong(byte[] bundle) {
    ownModel = bundle;
  }

  @Override
  AppBundle appBundle() {
    return new AppBundle(this) {
      @Override
      InputStream open() throws IOException {
        byte[] bundle = ownModel;
        return bundle == null ? super.open() : new ByteArrayInputStream(bundle);
      }

      @Override
      BundleTrust trust() {
        return super.trust().and(List.of(TestPublisher.KEY.publicKey()));
      }
    };
  }

  @Override
  String channelUrl() {
    return url;
  }
}
