// The library itself, in Python, run by Pyodide in this page: loaded in the background, with its progress in bytes.

/** Count the bytes of what is fetched from now on. */
function counted(tell) {
  const original = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const response = await original(...asked);
    if (!response.body || !response.ok) return response;
    const body = response.body.pipeThrough(new TransformStream({
      transform(piece, controller) {
        tell(piece.byteLength);
        controller.enqueue(piece);
      },
    }));
    return new Response(body, { status: response.status, headers: response.headers });
  };
  return () => { globalThis.fetch = original; };
}

/** Load it, and return the functions of bridge.py; `progress` is told how many bytes of how many are there. */
export async function load(progress) {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const { bytes, modules } = await (await fetch("files.json")).json();
  let done = 0;
  const tell = (more) => progress(Math.min((done += more), bytes), bytes);
  const stop = counted(tell);
  try {
    const packages = fetch("packages.zip").then((response) => response.arrayBuffer());
    const { loadPyodide } = await import("./pyodide/pyodide.mjs");
    const pyodide = await loadPyodide({ indexURL: new URL("pyodide/", import.meta.url).href });
    tell(modules); // these are imported, not fetched
    pyodide.unpackArchive(await packages, "zip");
    const bridge = pyodide.pyimport("bridge");
    const names = ["examine", "fix", "fill", "compare"];
    return Object.fromEntries(names.map((name) => [name, (...texts) => JSON.parse(bridge[name](...texts))]));
  } finally {
    stop();
  }
}

/** Have what was loaded kept for use without a connection. */
export async function keepOffline(updated) {
  if (!("serviceWorker" in navigator) || !globalThis.isSecureContext) return;
  let version = Boolean(navigator.serviceWorker.controller);
  const first = !version;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (version) updated();
    version = true;
  });
  try {
    await navigator.serviceWorker.register("sw.js");
    if (!first) return;
    // What is fetched from here on goes through it, and is kept.
    await Promise.race([
      new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true })),
      new Promise((resolve) => setTimeout(resolve, 1500)),
    ]);
  } catch (error) {
    console.info("not kept for use without a connection:", error.message);
  }
}
