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
  ".svg": "image/svg+xml",
};

const root = fileURLToPath(new URL(".", import.meta.url));
const dist = join(root, "dist");
const fresh = join(root, "dist.new");

await checkThemes();
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh);
const assets = [...(await bundled()), ...(await icons())];
const manifest = {};
for (const { name, body } of assets) {
  const type = TYPES[extname(name)];
  if (!type) throw new Error(`no media type is known for ${name}`);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const file = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(fresh, file), body);
  await writeFile(join(fresh, `${file}.gz`), gzipSync(body, { level: 9 }));
  manifest[name] = { file, type };
}
await fonts();
await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);

/** The scripts and the style sheet, each in one file. */
async function bundled() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/app.ts", "src/sign.ts", "styles/app.css"],
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
