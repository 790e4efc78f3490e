// Scores the cases with onnxruntime-node. usage: node node.mjs MODULES CASES RESULTS
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { score } from "./score.mjs";

const [modules, cases, results] = process.argv.slice(2);
const require = createRequire(join(modules, "x.js"));
const ort = require("onnxruntime-node");
const version = require("onnxruntime-node/package.json").version;
const lines = [];
for (const folder of readdirSync(cases).sort()) {
  const aCase = JSON.parse(readFileSync(join(cases, folder, "case.json"), "utf8"));
  const model = readFileSync(join(cases, folder, "model.onnx"));
  const result = await score(ort, new Uint8Array(model), aCase);
  lines.push(JSON.stringify({ case: folder, kind: aCase.kind, version, ...result }));
}
writeFileSync(results, lines.join("\n") + "\n");
