// Fetches files so that every failure is noticed: refused, not there, nothing arrives any more, or too little has arrived.

/** So long nothing may arrive, in milliseconds. */
export const PATIENCE = 8000;

/** Reject when nothing has settled a promise for some time; `stop` is called then. */
export function withinTime(promise, what, stop = () => {}, patience = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`${what} does not arrive`)); stop(); }, patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Return the bytes of a file.
 *
 * `size` is how many there have to be, `tell` is called with how many more have arrived. With `again`, no copy that was
 * kept is used: it may be the one that is damaged.
 */
export async function bytesOf(path, { size, tell = () => {}, again = false } = {}) {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const response = await withinTime(fetch(path, { signal: stop.signal, cache: again ? "reload" : "default" }), path, abort);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const pieces = [];
  let length = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await withinTime(reader.read(), path, abort);
    if (done) break;
    pieces.push(value);
    length += value.byteLength;
    tell(value.byteLength);
  }
  if (size !== undefined && length !== size) throw new Error(`${path}: ${length} of ${size} bytes`);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) { bytes.set(piece, at); at += piece.byteLength; }
  return bytes;
}

/** Return what a file of JSON says. */
export const jsonOf = async (path, options) => JSON.parse(new TextDecoder().decode(await bytesOf(path, options)));
