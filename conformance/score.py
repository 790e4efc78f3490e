"""Scores the cases with one Python engine and writes what came out.

usage: score.py ENGINE CASES RESULTS
ENGINE is onnxruntime, reference, openvino or checker. A result is one JSON object a line.
"""

import base64
import json
import pathlib
import sys

import numpy as np

TYPES = {"float32": np.float32, "int64": np.int64}


def array(node):
    values = np.frombuffer(base64.b64decode(node["data"]), TYPES[node["type"]])
    return values.reshape(node["dims"]).copy()


def arrays(nodes):
    return {name: array(node) for name, node in nodes.items()}


def onnxruntime_engine():
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1

    def load(model):
        session = onnxruntime.InferenceSession(
            model.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        names = [output.name for output in session.get_outputs()]
        return lambda inputs: dict(zip(names, session.run(names, inputs)))

    return onnxruntime.__version__, load


def reference_engine():
    import onnx
    from onnx.reference import ReferenceEvaluator

    def load(model):
        evaluator = ReferenceEvaluator(str(model))
        names = evaluator.output_names
        return lambda inputs: dict(zip(names, evaluator.run(names, inputs)))

    return onnx.__version__, load


def openvino_engine():
    import openvino

    core = openvino.Core()
    core.set_property("CPU", {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": "1"})

    def load(model):
        compiled = core.compile_model(core.read_model(str(model)), "CPU")

        def run(inputs):
            results = compiled(inputs)
            return {name: value for port, value in results.items() for name in port.get_names()}

        return run

    return openvino.__version__.split("-")[0], load


def checker_engine():
    """Computes nothing: the checker says whether it likes the file."""
    import onnx
    from onnx import checker, shape_inference

    def load(model):
        checker.check_model(str(model), full_check=True)
        proto = onnx.load(str(model))
        shape_inference.infer_shapes(proto, check_type=True, strict_mode=True, data_prop=True)
        return None

    return onnx.__version__, load


ENGINES = {
    "onnxruntime": onnxruntime_engine,
    "reference": reference_engine,
    "openvino": openvino_engine,
    "checker": checker_engine,
}


def distance(case, wanted, found):
    """Returns the greatest difference, and that as a share of what is allowed."""
    if list(found.shape) != list(wanted.shape):
        raise ValueError(f"shape {list(found.shape)}, expected {list(wanted.shape)}")
    difference = np.abs(found.astype(np.float64) - wanted)
    share = difference / (case["absolute"] + case["relative"] * np.abs(wanted))
    if not np.all(np.isfinite(share)):
        raise ValueError("a number is not finite")
    return float(difference.max(initial=0)), float(share.max(initial=0))


def score(folder, case, load):
    result = {"difference": 0.0, "share": 0.0}
    try:
        run = load(folder / "model.onnx")
        for each in case["runs"] if run else []:
            found = run(arrays(each["inputs"]))
            for name, wanted in arrays(each["outputs"]).items():
                difference, share = distance(case, wanted, found[name])
                result["difference"] = max(result["difference"], difference)
                result["share"] = max(result["share"], share)
    except Exception as failure:  # Every engine has its own exceptions; all are results here.
        result["error"] = f"{type(failure).__name__}: {failure}".splitlines()[0][:300]
    return result


def main():
    engine, cases, results = sys.argv[1:]
    version, load = ENGINES[engine]()
    with open(results, "w") as out:
        for folder in sorted(pathlib.Path(cases).iterdir()):
            case = json.loads((folder / "case.json").read_text())
            result = {"case": folder.name, "kind": case["kind"], "version": version}
            json.dump(result | score(folder, case, load), out)
            out.write("\n")


main()
