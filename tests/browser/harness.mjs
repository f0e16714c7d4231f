// What all suites use: tests that are counted, the pages of a built site, a watched browser page.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

// ── Tests ───────────────────────────────────────────────────────────────────────────────────────

const outcome = { passed: 0, failed: 0 };

/** Runs a test and prints its line; a test fails when it throws. */
export async function test(name, run) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const said = await run();
    outcome.passed += 1;
    console.log(`ok    ${name}${said ? `: ${said}` : ""} (${seconds()})`);
  } catch (error) {
    outcome.failed += 1;
    console.log(`FAIL  ${name} (${seconds()})\n      ${String(error.stack || error).replaceAll("\n", "\n      ")}`);
  }
}

/** Prints the last line; gives the exit code. */
export function finish() {
  console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome.failed || !outcome.passed ? 1 : 0;
}

export function equal(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: found ${a}, wanted ${b}`);
}

export function check(holds, what) {
  if (!holds) throw new Error(what);
}

/** Fails with the first of many complaints. */
export function none(complaints, what) {
  if (complaints.length === 0) return;
  const shown = complaints.slice(0, 12).map((it) => `- ${it}`).join("\n");
  throw new Error(`${complaints.length} × ${what}\n${shown}${complaints.length > 12 ? "\n- …" : ""}`);
}

/** The same numbers every time: each run tests the same pages. */
export function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Does work on many things, some at a time. */
export async function each(things, atOnce, run) {
  const queue = [...things];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (queue.length) await run(queue.shift());
    }),
  );
}

// ── Sites ───────────────────────────────────────────────────────────────────────────────────────

/** A built site: its files, and its pages by kind, which is the class of their body. */
export class Site {
  constructor(name, folder) {
    this.name = name;
    this.folder = folder;
    this.files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => relative(folder, join(it.parentPath, it.name)))
      .sort();
    this.pages = this.files.filter((it) => it.endsWith(".html"));
    check(this.pages.length > 0, `${folder} has no pages`);
    this.kinds = new Map();
    for (const path of this.pages) {
      const kind = /<body[^>]* class="([\w-]+)/.exec(this.text(path))?.[1];
      check(kind, `${path}: the body has no class that says what kind of page it is`);
      if (!this.kinds.has(kind)) this.kinds.set(kind, []);
      this.kinds.get(kind).push(path);
    }
  }

  text(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  url(path) {
    return pathToFileURL(join(this.folder, path)).href;
  }

  /** Some pages of each kind: the longest, the shortest, and others that the seed picks. */
  sample(count, seed = 1) {
    const roll = dice(seed);
    // The page for missing addresses, which a server shows at any depth, loads its style from the
    // server's top where the site has an address: it cannot be opened from a folder then.
    const opens = (path) => !this.text(path).includes('<link rel="stylesheet" href="/');
    return [...this.kinds].flatMap(([kind, every]) => {
      const all = every.filter(opens);
      if (!all.length) return [];
      const rest = [...all].sort((a, b) => this.text(b).length - this.text(a).length);
      const picked = [rest.shift()];
      if (count > 1 && rest.length) picked.push(rest.pop());
      while (picked.length < count && rest.length) picked.push(...rest.splice(roll(rest.length), 1));
      return picked.map((path) => ({ kind, path }));
    });
  }
}

// ── The browser ─────────────────────────────────────────────────────────────────────────────────

/** What went wrong in any page of the run. */
export const trouble = [];

/** A context whose pages may not fail, complain or ask anyone but the disk and this machine. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  context.on("page", (page) => {
    const say = (what) => trouble.push(`${page.url()}: ${what}`);
    page.on("pageerror", (error) => say(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) say(`console: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      say(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      // What becomes a download, or belongs to a page that was left, is aborted.
      if (why !== "net::ERR_ABORTED") say(`not loaded: ${request.url()}, ${why}`);
    });
    page.on("request", (request) => {
      if (!/^(file:|data:|http:\/\/127\.0\.0\.1[:/])/.test(request.url())) say(`asks for ${request.url()}`);
    });
  });
  return context;
}
