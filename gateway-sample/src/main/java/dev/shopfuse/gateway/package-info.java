/**
 * The SDK inside a plain JVM service: start at {@link dev.shopfuse.gateway.GatewayServer}. A sample
 * to copy from; depends on the SDK and the JDK's own web server only.
 */
package dev.shopfuse.gateway;
