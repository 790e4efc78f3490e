/**
 * Makes Android packages from Maven artifacts alone: resources by aapt2, dex by R8, signature and
 * alignment by apksig.
 *
 * <p>Start at {@link dev.shopfuse.android.build.AndroidBuild}, the two commands that the build of
 * the sample app calls. Depends on no other part of Shopfuse.
 */
package dev.shopfuse.android.build;
