// Scores the cases with onnxruntime-web (WebAssembly) in headless Chromium: serves a page on this
// machine, which scores and posts what came out. usage: node web.mjs MODULES CASES RESULTS CHROMIUM
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const LIMIT_MILLIS = 300_000;
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm" };
const [modules, cases, results, chromium] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const dist = join(modules, "onnxruntime-web", "dist");
const { version } = JSON.parse(readFileSync(join(modules, "onnxruntime-web", "package.json")));
const folders = readdirSync(cases).sort();

const page = `<!doctype html><title>conformance</title><script type="module">
  import * as ort from "/dist/ort.wasm.bundle.min.mjs";
  import { score } from "/here/score.mjs";
  ort.env.wasm.numThreads = 1;
  const lines = [];
  for (const folder of ${JSON.stringify(folders)}) {
    const aCase = await (await fetch("/cases/" + folder + "/case.json")).json();
    const model = await (await fetch("/cases/" + folder + "/model.onnx")).arrayBuffer();
    const result = await score(ort, new Uint8Array(model), aCase);
    lines.push(JSON.stringify({ case: folder, kind: aCase.kind, version: "${version}", ...result }));
  }
  await fetch("/results", { method: "POST", body: lines.join("\\n") + "\\n" });
</script>`;

const roots = { dist, here, cases };
const profile = mkdtempSync(join(tmpdir(), "conformance-"));
let browser;

function end(code) {
  browser?.kill("SIGKILL");
  server.close();
  setTimeout(() => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    process.exit(code);
  }, 500);
}

const server = createServer((request, response) => {
  const [, root, ...rest] = normalize(request.url).split("/");
  if (request.method === "POST") {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      writeFileSync(results, Buffer.concat(parts));
      response.end();
      end(0);
    });
  } else if (root === "") {
    response.setHeader("content-type", "text/html").end(page);
  } else if (root in roots) {
    try {
      const file = join(roots[root], ...rest);
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  } else {
    response.writeHead(404).end();
  }
});

server.listen(0, "127.0.0.1", () => {
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"];
  const url = `http://127.0.0.1:${server.address().port}/`;
  browser = spawn(chromium, [...flags, `--user-data-dir=${profile}`, url], { stdio: "ignore" });
  browser.on("error", (failure) => {
    console.error(`${chromium} does not start: ${failure.message}`);
    end(1);
  });
  setTimeout(() => {
    console.error(`${chromium} gave no results in ${LIMIT_MILLIS / 1000} seconds`);
    end(1);
  }, LIMIT_MILLIS).unref();
});
