// Bundles what the pages load into the folder given: `node build.mjs FOLDER`.
// File names hold a hash of the content; index.json says which file an entry became.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const ENTRIES = ["src/page.ts", "src/query.ts"];
const TOOLS = ["node_modules/esbuild", "node_modules/@esbuild/"];
const compress = promisify(brotliCompress);

async function bundle(folder) {
  const result = await build({
    entryPoints: ENTRIES,
    outdir: folder,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    loader: { ".svg": "dataurl", ".png": "dataurl", ".gif": "dataurl" },
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    metafile: true,
    logLevel: "error",
  });
  return result.metafile.outputs;
}

function index(outputs) {
  const entries = {};
  for (const [path, output] of Object.entries(outputs)) {
    if (!output.entryPoint || !ENTRIES.includes(output.entryPoint)) continue;
    const name = basename(output.entryPoint, ".ts");
    entries[`${name}.js`] = basename(path);
    if (output.cssBundle) entries[`${name}.css`] = basename(output.cssBundle);
  }
  return entries;
}

async function licences() {
  const lock = JSON.parse(await readFile("package-lock.json", "utf8"));
  const parts = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    const tool = TOOLS.some((name) => path === name || path.startsWith(name));
    if (!path || entry.dev || tool) continue;
    const head = `${path.replace(/^.*node_modules\//, "")} ${entry.version}: ${await licenceName(path, entry)}`;
    parts.push([head, await licenceText(path)].filter(Boolean).join("\n\n"));
  }
  return parts.join(`\n\n${"-".repeat(72)}\n\n`) + "\n";
}

async function licenceName(path, entry) {
  if (entry.license) return entry.license;
  const { license } = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  return license ?? "no licence named";
}

async function licenceText(path) {
  const name = (await readdir(path)).find((file) => /^licen[cs]e/i.test(file));
  return name ? (await readFile(join(path, name), "utf8")).trim() : "";
}

async function compressAll(folder) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  for (const name of await readdir(folder)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const content = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.br`), await compress(content, { params }));
  }
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("name the folder to build into: node build.mjs FOLDER");
await mkdir(folder, { recursive: true });
const outputs = await bundle(folder);
await writeFile(join(folder, "index.json"), JSON.stringify(index(outputs), null, 1) + "\n");
await writeFile(join(folder, "LICENSES.txt"), await licences());
await compressAll(folder);
