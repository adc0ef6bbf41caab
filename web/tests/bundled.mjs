// The modules of the page that need neither a phone nor a network, as tests can import them.

import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** Everything that the named modules of src/today export. */
export async function load(...modules) {
  const contents = modules.map((name) => `export * from "./${name}";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL("../src/today", import.meta.url)) },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: [],
    logLevel: "warning",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
