package dev.shopfuse.training.network.chunk;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The products of a dense layer [I, H] in BLAS. Input [R, I] and output [R, H] are row after row,
 * weights lie as DL4J keeps them, column after column. Immutable.
 *
 * <p>Pointers to input, output and their gradients are moved and come back to position 0.
 */
record Products(int inputs, int outputs) {
  /**
   * Rows times inputs times outputs up to which OpenBLAS, where the processor has AVX-512,
   * multiplies without rearranging the matrices first; that is up to half as fast again. Larger
   * products of the backward pass are cut into such pieces of rows, unless that makes pieces of so
   * few rows that other processors lose by it. In the forward pass nothing is gained, with weights
   * that lie as they do.
   */
  private static final int SMALL_PRODUCT = 1_000_000;

  /** Least rows of a piece, for the gradient of the weights, which is a sum over rows. */
  private static final int LEAST_SUMMED = 24;

  /** Least rows of a piece, for the gradient of the input. */
  private static final int LEAST_ROWS = 96;

  /** output = input W. */
  void forward(int rows, FloatPointer input, FloatPointer weights, FloatPointer output) {
    if (outputs == 1) {
      cblas_sgemv(
          CblasRowMajor, CblasNoTrans, rows, inputs, 1, input, inputs, weights, 1, 0, output, 1);
      return;
    }
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        outputs,
        inputs,
        1,
        input,
        inputs,
        weights,
        inputs,
        0,
        output,
        outputs);
  }

  /** gradient of W += input' delta. */
  void addWeightGradient(
      int rows, FloatPointer input, FloatPointer delta, FloatPointer weightGradient) {
    if (outputs == 1) {
      cblas_sgemv(
          CblasRowMajor,
          CblasTrans,
          rows,
          inputs,
          1,
          input,
          inputs,
          delta,
          1,
          1,
          weightGradient,
          1);
      return;
    }
    int piece = smallRows() < LEAST_SUMMED ? rows : smallRows();
    for (int from = 0; from < rows; from += piece) {
      cblas_sgemm(
          CblasRowMajor,
          CblasTrans,
          CblasNoTrans,
          outputs,
          inputs,
          Math.min(piece, rows - from),
          1,
          delta.position((long) from * outputs),
          outputs,
          input.position((long) from * inputs),
          inputs,
          1,
          weightGradient,
          inputs);
    }
    delta.position(0);
    input.position(0);
  }

  /** gradient of the bias += the sum of delta's rows, by a vector of as many ones. */
  void addBiasGradient(int rows, FloatPointer delta, FloatPointer ones, FloatPointer biasGradient) {
    cblas_sgemv(
        CblasRowMajor, CblasTrans, rows, outputs, 1, delta, outputs, ones, 1, 1, biasGradient, 1);
  }

  /** gradient of the input = delta W'. */
  void inputGradient(
      int rows, FloatPointer delta, FloatPointer weights, FloatPointer inputGradient) {
    int piece = smallRows() < LEAST_ROWS ? rows : smallRows();
    for (int from = 0; from < rows; from += piece) {
      cblas_sgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasNoTrans,
          Math.min(piece, rows - from),
          inputs,
          outputs,
          1,
          delta.position((long) from * outputs),
          outputs,
          weights,
          inputs,
          0,
          inputGradient.position((long) from * inputs),
          inputs);
    }
    delta.position(0);
    inputGradient.position(0);
  }

  /** Returns how many rows make a product that OpenBLAS takes for small. */
  private int smallRows() {
    return SMALL_PRODUCT / (inputs * outputs);
  }
}
