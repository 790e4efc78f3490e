package dev.shopfuse.sample;

import dev.shopfuse.sdk.bundle.BundleTrust;
import java.util.List;

/** The app, pinned to the test's publisher too and pointed at a server of this machine. */
public class UpdatingApplication extends SampleApplication {
  private static volatile String url = "";

  static void follow(String channelUrl) {
    url = channelUrl;
  }

  @Override
  BundleTrust trust() {
    return super.trust().and(List.of(TestPublisher.KEY.publicKey()));
  }

  @Override
  String channelUrl() {
    return url;
  }
}
