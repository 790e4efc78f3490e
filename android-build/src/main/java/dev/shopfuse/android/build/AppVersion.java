package dev.shopfuse.android.build;

/**
 * What the package says of itself. Immutable.
 *
 * @param code grows with every release
 * @param name what people see
 * @param minSdk the oldest Android API it runs on
 * @param targetSdk the newest Android API it was tested against
 */
record AppVersion(int code, String name, int minSdk, int targetSdk) {}
