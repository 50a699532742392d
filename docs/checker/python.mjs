// The library itself, in Python, which a worker runs: questions, and their answers as promises.

/** An answer takes milliseconds. One that takes so long is given up when a newer question of its kind waits. */
const OVERDUE = 3000;
/** So long the worker may say nothing at first, and while Python starts. */
const FIRST = 12_000;
const SILENT = 90_000;

/**
 * Return what asks Python.
 *
 * `progress` is told how many bytes of how many have arrived, `ready` that it answers from now on, `failed` that it does
 * not. Questions wait until it does.
 */
export function asker({ progress, ready, failed }) {
  let files; // what files.json says
  let fromMemory;
  let worker;
  let started = false;
  let bytes = 0;
  let number = 0;
  let running; // the question that is being answered
  const waiting = new Map(); // the newest question of each kind
  let watch;

  /** The files that Python starts from. */
  const names = () => (fromMemory ? files.memory : files.usual);

  function expect(milliseconds) {
    clearTimeout(watch);
    watch = setTimeout(() => fail("it says nothing"), milliseconds);
  }

  /** Start Python, or start it again; with `again`, no copies of files are used that the browser has kept. */
  function start(described, { memory = true, again = false } = {}) {
    stop();
    files = described;
    fromMemory = memory;
    bytes = 0;
    worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => hear(data));
    worker.addEventListener("error", (error) => fail(error.message ?? "it cannot be loaded"));
    worker.postMessage({ sizes: files.sizes, lock: files.lock, memory, again });
    expect(FIRST);
  }

  function hear({ bytes: more, ready: isReady, number: which, answer, failed: reason, plainly }) {
    if (more !== undefined) {
      bytes += more;
      expect(SILENT);
      progress(bytes, names().reduce((all, name) => all + files.sizes[name], 0));
    } else if (isReady) {
      clearTimeout(watch);
      started = true;
      ready();
      next();
    } else if (!started) {
      fail(reason, plainly);
    } else if (which === running?.number) {
      if (reason !== undefined) { fail(reason, fromMemory); return; }
      const { settle, overdue } = running;
      clearTimeout(overdue);
      running = undefined;
      settle(JSON.parse(answer));
      next();
    }
  }

  /** Where only the picture of the memory cannot be used, Python starts as usual, and nobody has to be told. */
  function fail(reason, plainly = false) {
    stop();
    console.info("Python does not answer:", reason);
    if (plainly) start(files, { memory: false });
    else failed();
  }

  function stop() {
    clearTimeout(watch);
    worker?.terminate();
    worker = undefined;
    started = false;
    if (!running) return;
    const { name, question, settle, overdue } = running;
    clearTimeout(overdue);
    running = undefined;
    if (waiting.has(name)) settle(undefined);
    else waiting.set(name, { name, question, settle });
  }

  function next() {
    if (!started || running) return;
    const [first] = waiting.values();
    if (!first) return;
    waiting.delete(first.name);
    running = { ...first, number: ++number };
    worker.postMessage({ number, question: first.question });
  }

  /** Resolve to the answer; to undefined if a newer question of the same kind has overtaken this one. */
  function ask(name, about) {
    waiting.get(name)?.settle(undefined);
    return new Promise((settle) => {
      waiting.set(name, { name, question: JSON.stringify({ ask: name, about }), settle });
      if (running?.name === name) running.overdue ??= setTimeout(() => start(files, { memory: fromMemory }), OVERDUE);
      next();
    });
  }

  return { start, ask, names, get isReady() { return started; } };
}

/** Have the service worker keep the page for use without a connection; `updated` is told of a new version. */
export async function keepOffline(updated) {
  if (!("serviceWorker" in navigator) || !globalThis.isSecureContext) return;
  let known = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (known) updated();
    known = true;
  });
  try {
    await navigator.serviceWorker.register("sw.js");
  } catch (error) {
    console.info("not kept for use without a connection:", error.message);
  }
}

/** Have the files of Python kept, too; `kept` is told when they are. */
export async function keepPython(names, kept) {
  if (!("serviceWorker" in navigator) || !globalThis.isSecureContext) return;
  const { active } = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", ({ data }) => { if (data.kept) kept(); });
  active.postMessage({ keep: names });
}
