// Makes the memory snapshot from which the checker starts: Python's memory after the package was imported and asked once.
//
//     node docs/generators/make_snapshot.mjs CHECKER
//
// CHECKER is the folder that build_checker.py puts together. Needs Node 24 or newer. Writes CHECKER/pyodide/memory.bin,
// which is compressed with gzip, and prints the lock file that Pyodide needs with it. The same files give the same snapshot, byte for byte.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const folder = resolve(process.argv[2]);
const indexURL = `${join(folder, "pyodide")}/`;
const { loadPyodide } = await import(pathToFileURL(`${indexURL}pyodide.mjs`).href);

// Nothing in the memory may depend on when, or with which random numbers, it was made.
const BUILT = Date.UTC(2026, 0, 1);
globalThis.Date = class extends Date {
  constructor(...parts) { super(...(parts.length ? parts : [BUILT])); }
  static now() { return BUILT; }
};
performance.now = () => 0;
crypto.randomFillSync = (view) => view.fill(1);
globalThis.crypto.getRandomValues = (view) => view.fill(1);

/** Fill the memory that is free with zeros, which compress well, in place of what was in it last. */
function blank(module) {
  const held = [];
  for (let size = 1 << 18; size >= 16; size = Math.floor(size * 0.9)) {
    const end = module._sbrk(0); // as long as it does not move, some was free
    do {
      held.push(module._malloc(size));
      module.HEAPU8.fill(0, held.at(-1), held.at(-1) + size);
    } while (module._sbrk(0) === end);
  }
  held.forEach(module._free);
}

const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2" }; // as worker.mjs says
const first = await loadPyodide({ indexURL, env, _makeSnapshot: true });
first.unpackArchive(new Uint8Array(readFileSync(join(folder, "packages.zip"))), "zip");
first.runPython("import bridge, gc; bridge.warm_up(); gc.collect()");
blank(first._module);
const snapshot = first.makeMemorySnapshot();
const compressed = gzipSync(snapshot, { level: 9 });
compressed[9] = 255; // the system that compressed it: unknown, whichever it was
writeFileSync(join(indexURL, "memory.bin"), compressed);

// It has to answer without the files that it was made from. Pyodide does not make room for it, as worker.mjs does, too.
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  const memory = made.instance?.exports.memory;
  const lacking = memory ? snapshot.length - memory.buffer.byteLength : 0;
  if (lacking > 0) memory.grow(Math.ceil(lacking / 65_536));
  return made;
};
const again = await loadPyodide({ indexURL, env, stdLibURL: "/dev/null", _loadSnapshot: snapshot });
const answer = again.pyimport("bridge").answer;
for (const language of again.runPython("list(bridge.LANGUAGES)").toJs()) {
  const about = { form: { contact_email: "a@" }, edition: "2023", environment: "production", language };
  const { ok, findings } = JSON.parse(answer(JSON.stringify({ ask: "examine", about })));
  assert(!ok && findings.length > 0, language);
}
// Whatever it is asked: it can import nothing any more.
again.runPython(`
import bridge, json
from orcid_clientreq import RULES
for rule in RULES.values():
    for example in rule.examples:
        if isinstance(example.data, dict) and isinstance(example.data.get("redirect_uris", []), list):
            bridge.examine(example.data, edition="2023", environment="production", language="ar")
for name in ("Репозиторий", "مستودع", "機関リポジトリ", "Dépôt", "Deltа", "Iدا"):
    form = {"client_name": name, "organization_name": f"{name} A", "homepage_url": f"https://{name}.edu/"}
    asked = {"form": {**form, "redirect_uris": [f"https://{name}.edu/{name}"]}, "edition": "2023", "environment": "production"}
    bridge.answer(json.dumps({"ask": "examine", "about": {**asked, "language": "ja"}}))
    bridge.answer(json.dumps({"ask": "fix", "about": asked}))
`);
const { info } = JSON.parse(readFileSync(`${indexURL}pyodide-lock.json`, "utf8"));
console.log(JSON.stringify({ info, packages: {} }));
