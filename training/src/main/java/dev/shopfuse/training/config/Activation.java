package dev.shopfuse.training.config;

/** The activation of the hidden layers. */
public enum Activation {
  RELU,
  TANH
}
