// What Node and the browser share: reads a case, runs it, and measures how far the numbers are off.

const ARRAYS = { float32: Float32Array, int64: BigInt64Array };

function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function values(node) {
  return new ARRAYS[node.type](bytes(node.data).buffer);
}

function tensors(ort, nodes) {
  const all = {};
  for (const [name, node] of Object.entries(nodes)) {
    all[name] = new ort.Tensor(node.type, values(node), node.dims);
  }
  return all;
}

function compare(aCase, name, node, found, result) {
  if (found.dims.join() !== node.dims.join()) {
    throw new Error(`output ${name} has the shape ${found.dims}, expected ${node.dims}`);
  }
  values(node).forEach((wanted, i) => {
    const difference = Math.abs(found.data[i] - wanted);
    const share = difference / (aCase.absolute + aCase.relative * Math.abs(wanted));
    if (!Number.isFinite(share)) {
      throw new Error("a number is not finite");
    }
    result.difference = Math.max(result.difference, difference);
    result.share = Math.max(result.share, share);
  });
}

/** Scores one case; errors are results too. */
export async function score(ort, model, aCase) {
  const result = { difference: 0, share: 0 };
  try {
    const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
    for (const run of aCase.runs) {
      const found = await session.run(tensors(ort, run.inputs));
      for (const [name, node] of Object.entries(run.outputs)) {
        compare(aCase, name, node, found[name], result);
      }
    }
    await session.release();
  } catch (failure) {
    result.error = String(failure.message ?? failure).split("\n")[0].slice(0, 300);
  }
  return result;
}
