// Start Pyodide, give it the wheels and the repository, and have it run pytest; run.py says with what.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [place, root, ...options] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(place, "pyodide", "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: join(place, "pyodide") });
const extractDir = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
for (const wheel of await readdir(join(place, "wheels"))) {
  pyodide.unpackArchive(new Uint8Array(await readFile(join(place, "wheels", wheel))), "wheel", { extractDir });
}
pyodide.FS.mkdir("/repository");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, "/repository");
pyodide.FS.writeFile("inside.py", await readFile(join(root, "tests", "pyodide", "inside.py"), "utf8"));
process.exitCode = pyodide.pyimport("inside").run(pyodide.toPy(options));
