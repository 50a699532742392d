// Runs Python beside the page, so that the page never waits for it.
import { bytesOf, withinTime } from "./files.mjs";

/** Importing what has been fetched already takes no longer than this. */
const IMPORT = 6000;
/** The bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;
/** Python's environment: the same as that of the picture, and no docstrings, which nobody reads here. */
const ENVIRONMENT = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2" };
let answer;

/**
 * Have Pyodide read what has been fetched: it would never say that its own fetching had failed.
 *
 * Its memory has to have room for the picture, which it does not see to itself.
 */
function served(files, picture) {
  globalThis.fetch = async (url) => new Response(files[String(url).split("/").at(-1)] ?? "");
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      try {
        const made = await WebAssembly.instantiate(files["pyodide.asm.wasm"], imports);
        const { memory } = made.instance.exports;
        const lacking = (picture?.length ?? 0) - memory.buffer.byteLength;
        if (lacking > 0) memory.grow(Math.ceil(lacking / PAGE));
        return made;
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

async function inflated(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/** Start Python, from the picture of its memory if there is one: that is several times faster than as usual. */
async function start({ sizes, lock, memory, again }) {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const tell = (bytes) => postMessage({ bytes });
  const get = (name) => bytesOf(name, { size: sizes[name], tell, again });
  const picture = memory ? get("pyodide/memory.bin").then(inflated) : undefined;
  picture?.catch(() => {}); // told below
  const usual = memory ? [] : ["pyodide/python_stdlib.zip", "packages.zip"];
  const names = ["pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", ...usual];
  const [, , wasm, library = "", packages] = await Promise.all(names.map(get));
  const imported = (name) => withinTime(import(`./pyodide/${name}`), name, () => {}, IMPORT);
  const [{ loadPyodide }] = await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map(imported));
  const options = { indexURL: new URL("pyodide/", import.meta.url).href, env: ENVIRONMENT, lockFileContents: lock };
  try {
    if (memory) options._loadSnapshot = await picture;
    const broken = served({ "pyodide.asm.wasm": wasm, "python_stdlib.zip": library }, options._loadSnapshot);
    const pyodide = await Promise.race([loadPyodide(options), broken]);
    if (packages) pyodide.unpackArchive(packages, "zip");
    answer = pyodide.pyimport("bridge").answer;
  } catch (error) {
    error.plainly = memory;
    throw error;
  }
  globalThis.fetch = () => Promise.reject(new Error("nothing is fetched once Python is there"));
}

addEventListener("message", async ({ data: { number, question, ...files } }) => {
  try {
    if (number === undefined) {
      await start(files);
      postMessage({ ready: true });
    } else postMessage({ number, answer: answer(question) });
  } catch (error) {
    postMessage({ number, failed: String(error.message ?? error), plainly: error.plainly });
  }
});
