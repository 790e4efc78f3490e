package dev.shopfuse.export.channel;

import dev.shopfuse.sdk.channel.Channel;
import java.nio.file.Path;

/**
 * What a publication has written. Immutable.
 *
 * @param channelFile the signed {@code channel.json}
 * @param bundleFile the bundle inside the channel
 * @param channel what devices read
 */
public record PublishReport(Path channelFile, Path bundleFile, Channel channel) {}
