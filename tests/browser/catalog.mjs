// What the site's data files say, asked in the plainest way: the search and the filters must agree.
import { check } from "./harness.mjs";

const fold = (text) => text.normalize("NFKC").toLowerCase();

/** The words of the review in files, and on pages. */
const REVIEWS = { verified: "已核对", published: "已公布", reconstructed: "复原待核" };

/** The entries of an agency's JSON, or of all, with what search looks at. */
export function entriesOf(site, agency) {
  const file = agency ? `${agency}/${agency}.json` : "all.json";
  const { entries } = JSON.parse(site.text(file));
  check(entries.length > 0, `${file} is empty`);
  const places = new Map();
  return entries.map((it) => {
    if (!places.has(it.agency)) places.set(it.agency, placesOf(site, it.agency));
    const { name: whose, tables } = places.get(it.agency);
    const { href, title } = tables.get(it.id);
    // “其他：办税服务厅” is the term 其他 with more behind it.
    const terms = (all) => (all ?? []).map((text) => text.split("：")[0]);
    return {
      agency: whose,
      domain: title,
      office: [...it.owner.lead, ...it.owner.with],
      channel: terms(it.channel),
      audience: terms(it.audience),
      method: it.method ?? [],
      level: it.level ?? [],
      stage: it.stage ?? [],
      review: it.review ? [REVIEWS[it.review]] : [],
      id: it.id,
      name: [undefined, "", "—"].includes(it.name ?? undefined) ? (it.category.at(-1) ?? "（未命名）") : it.name,
      category: it.category.join(" / "),
      content: it.content ?? [],
      href: `${it.agency}/${href}`,
    };
  });
}

/** An agency's name, and for each entry the table that it is in, read from the agency's pages. */
function placesOf(site, agency) {
  const page = site.text(`${agency}/search.html`);
  const name = /<small>([^<]*)<\/small>/.exec(page)[1];
  const tables = new Map();
  for (const [, href, title] of page.matchAll(/<li><a href="([^"]+\/)index\.html">([^<]*)<\/a>/g)) {
    for (const [, id] of site.text(`${agency}/${href}index.html`).matchAll(/<tr id="e-([^"]+)">/g)) tables.set(id, { href, title });
  }
  check(tables.size > 0, `${agency}: no tables were found`);
  return { name, tables };
}

/** For each letter the characters that may begin with it, as the index has them. */
export function lettersOf(site, agency) {
  const script = site.text(agency ? `${agency}/search-index.js` : "search-index.js");
  return JSON.parse(script.slice(script.indexOf("=") + 1).trimEnd().slice(0, -1)).initials;
}

/** The entries that have all terms of the query and the chosen values; `deep` looks at contents, too. */
export function ask(entries, query, chosen = {}, letters = null, deep = false) {
  const terms = fold(query).split(/\s+/).filter(Boolean);
  const tests = terms.map((term) => {
    const isSpelled = letters && /^[a-z]{2,}$/.test(term);
    const signs = isSpelled && new RegExp([...term].map((it) => `[${it}${letters[it.charCodeAt(0) - 97]}]`).join(""));
    return (text, isName) => text.includes(term) || (isSpelled && isName && signs.test(text));
  });
  return entries.filter((it) => {
    const names = [it.name, it.category, it.domain, it.agency, ...it.office].map(fold);
    const is = (key, values) => values.some((value) => [it[key]].flat().includes(value));
    return (
      tests.every(
        (test) =>
          names.some((text) => test(text, true)) ||
          test(fold(it.id), false) ||
          (deep && it.content.some((text) => test(fold(text), false))),
      ) &&
      Object.entries(chosen).every(([key, values]) => is(key, values))
    );
  });
}

/** What a search page finds: contents are looked at where that is asked for, and where names have nothing. */
export function seek(entries, query, { chosen = {}, letters = null, deep = false } = {}) {
  const found = ask(entries, query, chosen, letters, deep);
  return found.length || deep || !query.trim() ? found : ask(entries, query, chosen, letters, true);
}
