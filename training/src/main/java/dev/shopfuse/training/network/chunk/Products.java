package dev.shopfuse.training.network.chunk;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The three products of a dense layer [I, H] in BLAS. Input [R, I] and output [R, H] are row after
 * row, weights lie as DL4J keeps them, column after column. Immutable.
 */
record Products(int inputs, int outputs) {

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
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        outputs,
        inputs,
        rows,
        1,
        delta,
        outputs,
        input,
        inputs,
        1,
        weightGradient,
        inputs);
  }

  /** gradient of the input = delta W'. */
  void inputGradient(
      int rows, FloatPointer delta, FloatPointer weights, FloatPointer inputGradient) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        inputs,
        outputs,
        1,
        delta,
        outputs,
        weights,
        inputs,
        0,
        inputGradient,
        inputs);
  }
}
