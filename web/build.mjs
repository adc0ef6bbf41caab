// Bundles scripts, styles and icons into web/dist: names with a hash of the content, a gzip beside each, and a
// manifest that the server embeds; beside them the fonts of the papers. Run by script/web-assets.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** Bytes of script, compressed, that the visitor's page may have: it is fetched in stairwells. */
const MOST_ON_A_PHONE = 120 * 1024;

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
const fresh = join(root, "dist.new");

await checkThemes();
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh);
const manifest = {};
for (const asset of [...(await bundled()), ...(await icons())]) await add(asset);
await add(await worker());
await fonts();
await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);

/** Writes an asset under a name with its hash, with its gzip beside it. */
async function add({ name, body }) {
  const type = TYPES[extname(name)];
  if (!type) throw new Error(`no media type is known for ${name}`);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const file = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  const packed = gzipSync(body, { level: 9 });
  if (name === "today.js" && packed.length > MOST_ON_A_PHONE) {
    throw new Error(`${name} is ${packed.length} bytes compressed; at most ${MOST_ON_A_PHONE} go to a phone`);
  }
  await writeFile(join(fresh, file), body);
  await writeFile(join(fresh, `${file}.gz`), packed);
  manifest[name] = { file, type };
}

/** The scripts and the style sheets, each in one file. */
function bundled() {
  return bundle(["src/app.ts", "src/sign.ts", "src/today/today.ts", "styles/app.css", "styles/today.css"]);
}

/** What keeps the visitor's page on the phone; it knows the names of all that the page needs. */
async function worker() {
  const needed = ["today.js", "today.css", "huiyin.svg", "today-192.png"];
  const assets = needed.map((name) => `/assets/${manifest[name].file}`);
  const [script] = await bundle(["src/worker/worker.ts"], { ASSETS: JSON.stringify(assets) });
  return script;
}

async function bundle(entryPoints, define = {}) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints,
    define,
    outdir: "dist",
    entryNames: "[name]",
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    // The oldest browsers still met in offices: the last Chrome for Windows 7, Safari of iOS 15.
    target: ["chrome109", "firefox115", "safari15.4"],
    legalComments: "eof",
    logLevel: "warning",
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), body: contents }));
}

/** The fonts of the papers, which the program embeds: no page loads them. Their licence (OFL) goes with them. */
async function fonts() {
  await mkdir(join(fresh, "fonts"));
  for (const [name, family] of [["fonts-tc", "NotoSansHant"], ["fonts-sc", "NotoSansHans"]]) {
    const from = join(root, "node_modules", "@embedpdf", name);
    for (const weight of ["Regular", "Bold"]) {
      await copyFile(join(from, "fonts", `${family}-${weight}.otf`), join(fresh, "fonts", `${family}-${weight}.otf`));
    }
    await copyFile(join(from, "LICENSE"), join(fresh, "fonts", `${family}-LICENSE.txt`));
  }
}

/** The icons as they are. */
async function icons() {
  const names = (await readdir(join(root, "icons"))).sort();
  return Promise.all(names.map(async (name) => ({ name, body: await readFile(join(root, "icons", name)) })));
}

/** The dark values stand twice, for the system's choice and for the person's: they must be the same. */
async function checkThemes() {
  const css = await readFile(join(root, "styles", "tokens.css"), "utf8");
  const values = (selector) => {
    const start = css.indexOf(`${selector} {`);
    const block = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
    return (block.match(/--[\w-]+:[^;]+;/g) ?? []).join("\n");
  };
  const system = values(':root:not([data-theme="light"])');
  if (!system || system !== values(':root[data-theme="dark"]')) {
    throw new Error("tokens.css: the two dark blocks differ");
  }
}
