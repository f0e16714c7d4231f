// Every page as a file: valid HTML, links that lead somewhere, ids that are unique, budgets.
import { statSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { HtmlValidate } from "html-validate";
import { Site, check, none, test } from "./harness.mjs";

/** More pages of one kind than this are not all validated, but as many as the seed picks. */
const MOST_OF_A_KIND = 300;
const RULES = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The templates' line breaks and quotes are theirs.
    "no-trailing-whitespace": "off",
    // Ids come from catalogs, which have their own rules: `e-20.001` is one.
    "valid-id": ["error", { relaxed: true }],
    // What `site.title` cuts at.
    "long-title": ["error", { maxlength: 70 }],
  },
};

async function invalid(site, paths) {
  const validator = new HtmlValidate(RULES);
  const complaints = [];
  for (const path of paths) {
    const { results } = await validator.validateString(site.text(path), path);
    for (const { messages } of results) {
      complaints.push(...messages.map((it) => `${path}:${it.line} ${it.ruleId}: ${it.message}`));
    }
  }
  return complaints;
}

if (!isMainThread) {
  const { name, folder, paths } = workerData;
  parentPort.postMessage(await invalid(new Site(name, folder), paths));
}

/** Validates on all cores. */
function validate(site, paths) {
  const share = Math.ceil(paths.length / cpus().length);
  const parts = [];
  for (let at = 0; at < paths.length; at += share) parts.push(paths.slice(at, at + share));
  const run = (part) =>
    new Promise((resolve, reject) => {
      const data = { name: site.name, folder: site.folder, paths: part };
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: data });
      worker.once("message", resolve).once("error", reject);
    });
  return Promise.all(parts.map(run)).then((all) => all.flat());
}

function values(text, name) {
  return [...text.matchAll(new RegExp(`<[^>]*? ${name}="([^"]*)"`, "g"))].map((it) => unescape(it[1]));
}

function unescape(text) {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, it) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[it]);
}

export async function pages(site) {
  await test(`${site.name}: pages are valid HTML`, async () => {
    const paths = [...site.kinds.values()].flatMap((all) => {
      const step = Math.max(1, all.length / MOST_OF_A_KIND);
      return Array.from({ length: Math.min(all.length, MOST_OF_A_KIND) }, (_, at) => all[Math.floor(at * step)]);
    });
    none(await validate(site, paths), "html-validate complains");
    return paths.length === site.pages.length
      ? `all ${paths.length} pages`
      : `${paths.length} of ${site.pages.length} pages, at most ${MOST_OF_A_KIND} of a kind`;
  });

  await test(`${site.name}: no link is broken, every id is unique`, async () => {
    const files = new Set(site.files.map((it) => it.replaceAll("\\", "/")));
    const ids = new Map();
    const complaints = [];
    for (const path of site.pages) {
      const all = values(site.text(path), "id");
      ids.set(path, new Set(all));
      if (ids.get(path).size < all.length) complaints.push(`${path}: an id is there twice`);
    }
    let links = 0;
    for (const path of site.pages) {
      const text = site.text(path);
      for (const link of [...values(text, "href"), ...values(text, "src"), ...values(text, "action")]) {
        // Other sites are not asked. The page for missing addresses, which a server shows at any
        // depth, begins at the server's top where the site has a configured address.
        if (/^([a-z][a-z+.-]*:|\/)/i.test(link)) continue;
        links += 1;
        const [to, anchor] = decodeURIComponent(link).split("#");
        const target = to === "" ? path : normalize(join(dirname(path), to));
        if (!files.has(target)) complaints.push(`${path} → ${link}`);
        else if (anchor && ids.has(target) && !ids.get(target).has(anchor)) complaints.push(`${path} → ${link}`);
      }
    }
    check(links > site.pages.length, "hardly any link was found");
    none(complaints, "broken");
    return `${links} links on ${site.pages.length} pages`;
  });

  await feeds(site);

  await test(`${site.name}: sizes are within the budgets`, async () => {
    const size = (path) => statSync(join(site.folder, path)).size;
    const complaints = [];
    const shared = site.files.filter((it) => /\.(css|js)$/.test(it) && !/search-(index|contents)\.js$/.test(it));
    const total = shared.reduce((sum, it) => sum + size(it), 0);
    if (total > 60_000) complaints.push(`${shared.join(" + ")}: ${total} bytes, 60,000 allowed`);
    let largest = 0;
    for (const path of site.kinds.get("domain")) {
      const rows = site.text(path).split('<tr id="e-').length - 1;
      if (rows <= 60) largest = Math.max(largest, size(path));
      if (rows <= 60 && size(path) > 150_000) complaints.push(`${path}: ${size(path)} bytes for ${rows} rows`);
    }
    const indexes = site.files.filter((it) => /search-(index|contents)\.js$/.test(it));
    check(indexes.length > 0, "there is no index");
    const said = indexes.map((path) => {
      // The budget of each is 100 KB for 1,500 entries and 2.5 MB for 40,000.
      const entries = /在(?:全部|.*?的) (\d+) 条事项中查找/.exec(site.text(path.replace(/-\w+\.js$/, ".html")))?.[1];
      const most = 100_000 * Math.max(1, entries / 1500);
      if (!(size(path) <= most)) complaints.push(`${path}: ${size(path)} bytes for ${entries} entries`);
      return `${path} ${size(path)} B for ${entries} entries`;
    });
    none(complaints, "over budget");
    return `CSS and JS ${total} B; the largest table of at most 60 rows ${largest} B; ${said.join("; ")}`;
  });
}

/** A feed has news that lead to the site's own pages, and a page that names it. */
async function feeds(site) {
  const files = site.files.filter((it) => it.endsWith(".atom"));
  const named = new Set();
  for (const path of site.pages) {
    for (const [tag] of site.text(path).matchAll(/<link rel="alternate" type="application\/atom\+xml"[^>]*>/g)) {
      named.add(normalize(join(dirname(path), values(tag, "href")[0])));
    }
  }
  if (files.length + named.size === 0) return;
  await test(`${site.name}: ${files.length} feeds lead to pages`, () => {
    const complaints = [];
    let news = 0;
    for (const file of files) {
      const text = site.text(file);
      const [own] = /(?<=<id>)[^<]*/.exec(text);
      if (!named.delete(file)) complaints.push(`no page names ${file}`);
      if (!own.endsWith(`/${file}`)) complaints.push(`${file}: its own address is ${own}`);
      const top = own.slice(0, -file.length);
      for (const [tag] of text.matchAll(/<link rel="alternate"[^>]*>/g)) {
        const [link] = values(tag, "href");
        news += 1;
        const [path, anchor] = decodeURIComponent(link.slice(top.length)).split("#");
        const target = path === "" || path.endsWith("/") ? `${path}index.html` : path;
        const isThere = link.startsWith(top) && site.pages.includes(target);
        if (!isThere || (anchor && !values(site.text(target), "id").includes(anchor))) complaints.push(`${file} → ${link}`);
      }
    }
    complaints.push(...[...named].map((it) => `there is no ${it}`));
    none(complaints, "wrong");
    check(site.name !== "versions" || (files.length === 2 && news > files.length), "the feeds have no news");
    return `${news} links`;
  });
}
