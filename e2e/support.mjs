// What the browser tests share: the real program, a database, a browser, and where pictures go.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("..", import.meta.url));
/** Pictures are left here for people to look at. */
export const results = fileURLToPath(new URL("results/", import.meta.url));
const target = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug");

mkdirSync(results, { recursive: true });

/**
 * Builds what the tests run. script/test has built all of it with the tests, and says so: some libraries would else be
 * built once more, since a part of the workspace asks less of them than the whole.
 */
export function build(...what) {
  if (process.env.BUILT) return;
  execFileSync("cargo", ["build", "--locked", "--quiet", ...what], { cwd: root, stdio: "inherit" });
}

/** Starts a program of the build; `ready` picks what is waited for out of what it prints. */
export async function start(program, args, { ready, env = {} }) {
  const child = spawn(join(target, program), args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, HUIYIN_LANG: "en", ...env },
  });
  let printed = "";
  let complaints = "";
  child.stderr.on("data", (data) => (complaints += data));
  const found = await new Promise((resolve, reject) => {
    child.once("exit", (status) => reject(new Error(`${program} ended with ${status}: ${printed}${complaints}`)));
    child.stdout.on("data", (data) => {
      printed += data;
      const match = printed.match(ready);
      if (match) resolve(match[1]);
    });
  });
  const stop = () =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", resolve);
      child.stdin.end();
      child.kill();
    });
  // Ends what the program reads and lets it tidy up by itself.
  const finish = () =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", resolve);
      child.stdin.end();
    });
  return { found, stop, finish };
}

/** A directory that is taken away at the end. */
export function scratch() {
  const path = mkdtempSync(join(tmpdir(), "huiyin-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The same browser without windows of its own, which draws a page with a third of the work. */
const WITHOUT_WINDOWS = "/usr/bin/chromium-headless-shell";

/** Which browser, and that it reaches for nothing but the pages. */
export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

/**
 * A browser for the tests. `light` is for those that open many pages and look at what they say: without windows, where
 * such a browser is installed.
 */
export function launch({ light = false } = {}) {
  const without = light && !process.env.CHROMIUM && existsSync(WITHOUT_WINDOWS);
  return chromium.launch(without ? { ...LAUNCH, executablePath: WITHOUT_WINDOWS } : LAUNCH);
}
