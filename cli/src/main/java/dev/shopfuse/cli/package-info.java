/**
 * The {@code shopfuse} command.
 *
 * <p>Start at {@link dev.shopfuse.cli.Main}. One class a command; none has logic of its own: each
 * reads its options, calls the module that does the work, and prints what came of it, for people or
 * ({@code --json}) as one object for programs.
 */
package dev.shopfuse.cli;
