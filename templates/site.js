// Search and filters without a server. A classic script, as pages that are opened from a folder may
// load no other; texts from the catalogs are put into pages as text alone, never as markup.
(function () {
  "use strict";

  const FIRST = 50, MORE = 200; // How many results are shown, and how many more each time.
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

  // Full-width signs as half-width ones, capitals as small letters.
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const termsOf = (query) => [...new Set(fold(query).split(/\s+/).filter(Boolean))];

  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  // ── The index: what src/render/search/index.rs writes ────────────────────────────────────────

  function numbers([width, digits]) {
    const found = new Uint32Array(digits.length / width);
    for (let at = 0, entry = 0; at < digits.length; entry++) {
      for (const end = at + width; at < end; at++) {
        found[entry] = found[entry] * 64 + DIGITS.indexOf(digits[at]);
      }
    }
    return found;
  }

  // For each character the letters that it may begin with when it is read; a letter is itself.
  function lettersOf(initials) {
    const letters = new Map();
    initials.forEach((signs, at) => {
      const letter = String.fromCharCode(97 + at);
      for (const sign of letter + signs) letters.set(sign, (letters.get(sign) || "") + letter);
    });
    return letters;
  }

  const isLetters = (term) => /^[a-z]{2,}$/.test(term);

  // Where characters that follow each other begin with these letters, or -1: zcfg is 政策法规.
  function spelledAt(text, term, letters, at) {
    for (; at + term.length <= text.length; at++) {
      let next = 0;
      while (next < term.length && letters.get(text[at + next])?.includes(term[next])) next++;
      if (next === term.length) return at;
    }
    return -1;
  }

  // "20-001*3 a" → 20-001, 20-002, 20-003, a
  function idsOf(runs, ids) {
    for (const run of runs ? runs.split(" ") : []) {
      const [first, length] = run.split("*");
      const [, head, tail] = /^(.*?)(\d{0,9})$/.exec(first);
      ids.push(first);
      for (let next = 1; next < (length || 1); next++) {
        ids.push(head + String(+tail + next).padStart(tail.length, "0"));
      }
    }
  }

  function read(data) {
    const { name, category, owners, profile } = data.columns;
    const index = {
      names: data.names.split("\n"),
      categories: data.categories.split("\n"),
      offices: data.offices.split("\n"),
      agencies: data.agencies,
      tables: data.tables,
      owners: data.owners,
      letters: lettersOf(data.initials),
      name: numbers(name),
      category: numbers(category),
      ids: [],
      starts: [], // The first entry of each table.
    };
    const table = new Uint32Array(index.name.length);
    data.tables.forEach(([, , , count, runs], at) => {
      index.starts.push(index.ids.length);
      table.fill(at, index.ids.length, index.ids.length + count);
      idsOf(runs, index.ids);
    });
    // What one entry is under a facet depends on one of three numbers: of its table, of its owners,
    // of its profile. `sets` gives the facet's values for each of them.
    const columns = { table, owners: numbers(owners), profile: numbers(profile) };
    const titles = [...new Set(data.tables.map((it) => it[2]))];
    const facet = (key, values, column, sets) => ({ key, values, column, sets });
    index.columns = columns;
    index.facets = [
      facet("agency", data.agencies.map((it) => it[1]), "table", data.tables.map((it) => [it[0]])),
      facet("domain", titles, "table", data.tables.map((it) => [titles.indexOf(it[2])])),
      facet("office", index.offices, "owners", data.owners),
      ...data.facets.map(([key, values], at) => facet(key, values, "profile", data.profiles.map((it) => it[at]))),
    ];
    index.folded = {
      names: fold(data.names).split("\n"),
      categories: fold(data.categories).split("\n"),
      offices: fold(data.offices).split("\n"),
      tables: data.tables.map((it) => fold(it[2] + "\n" + data.agencies[it[0]][1])),
      ids: null, // Made when they are asked for.
    };
    return index;
  }

  // What entries disclose: src/render/search/contents.rs.
  function readContents({ texts, sets: [width, digits], entries }) {
    return {
      texts: texts.split("\n"),
      folded: fold(texts).split("\n"),
      sets: digits.split(" ").map((it) => numbers([width, it])),
      entries: numbers(entries),
    };
  }

  // ── The query ────────────────────────────────────────────────────────────────────────────────

  // Finds the entries from `from` to `to` that have all terms and the chosen values: of several
  // values of one facet any, of several facets all. Counts for each value how many there would be
  // if it alone were chosen of its facet.
  function find(index, { terms, chosen, from, to, text, contents }) {
    const { names, categories, offices, tables } = index.folded;
    const { table, owners, profile } = index.columns;
    const has = (term) => {
      const isSpelling = isLetters(term);
      return (it) => it.includes(term) || (isSpelling && spelledAt(it, term, index.letters, 0) >= 0);
    };
    const hits = terms.map((term) => {
      const office = offices.map(has(term));
      const said = contents && contents.folded.map((it) => it.includes(term));
      const isId = /^[\w.-]+$/.test(term);
      if (isId && !index.folded.ids) index.folded.ids = index.ids.map(fold);
      return {
        term,
        name: names.map(has(term)),
        category: categories.map(has(term)),
        owners: index.owners.map((set) => set.some((it) => office[it])),
        table: tables.map(has(term)),
        content: contents && contents.sets.map((set) => set.some((it) => said[it])),
        ids: isId && index.folded.ids,
      };
    });
    // For each number of a column, the facets by which it is out, as bits.
    const out = { table: [], owners: [], profile: [] };
    const counts = {};
    for (const column in out) {
      const facets = index.facets.map((it, bit) => [it, bit]).filter(([it]) => it.column === column);
      const size = facets.length ? facets[0][0].sets.length : 0;
      out[column] = new Uint32Array(size);
      for (const [{ key, values, sets }, bit] of facets) {
        counts[key] = new Uint32Array(size);
        const wanted = chosen[key];
        if (!wanted || !wanted.size) continue;
        const isWanted = values.map((it) => wanted.has(it));
        sets.forEach((set, at) => {
          if (!set.some((it) => isWanted[it])) out[column][at] |= 1 << bit;
        });
      }
    }
    const all = { table: new Uint32Array(out.table.length), owners: new Uint32Array(out.owners.length), profile: new Uint32Array(out.profile.length) };
    const inName = [], elsewhere = [], inContent = [];
    for (let at = from; at < to; at++) {
      let isHit = true, isNamed = true, isDeep = false;
      for (const hit of hits) {
        const named = hit.name[index.name[at]];
        isHit = named || hit.category[index.category[at]] || hit.owners[owners[at]] || hit.table[table[at]] ||
          (hit.ids && hit.ids[at].includes(hit.term)) || (text && text(at).includes(hit.term));
        if (!isHit && contents && hit.content[contents.entries[at]]) isHit = isDeep = true;
        if (!isHit) break;
        isNamed = isNamed && named;
      }
      if (!isHit) continue;
      const failed = out.table[table[at]] | out.owners[owners[at]] | out.profile[profile[at]];
      if (!failed) {
        all.table[table[at]]++;
        all.owners[owners[at]]++;
        all.profile[profile[at]]++;
        (isDeep ? inContent : isNamed ? inName : elsewhere).push(at);
      } else if (!(failed & (failed - 1))) {
        // One facet alone speaks against it: it counts for the other values of that facet.
        const { key, column } = index.facets[31 - Math.clz32(failed)];
        counts[key][index.columns[column][at]]++;
      }
    }
    const facets = index.facets.map(({ key, values, column, sets }) => {
      const perValue = new Uint32Array(values.length);
      sets.forEach((set, at) => {
        const count = all[column][at] + counts[key][at];
        if (count) for (const it of set) perValue[it] += count;
      });
      return perValue;
    });
    return { entries: inName.concat(elsewhere, inContent), facets };
  }

  // ── The state, which the address keeps: #q=…&office=…&office=… ───────────────────────────────

  function parse(hash) {
    const state = { q: "", chosen: Object.create(null) }; // Addresses may say __proto__.
    if (!hash.includes("=")) return state; // A row of the table, or nothing.
    for (const [key, value] of new URLSearchParams(hash.slice(1))) {
      if (key === "q") state.q = value;
      else (state.chosen[key] ||= new Set()).add(value);
    }
    return state;
  }

  function print({ q, chosen }) {
    const all = new URLSearchParams();
    if (q) all.append("q", q);
    for (const key of Object.keys(chosen).sort()) for (const value of chosen[key]) all.append(key, value);
    return all.toString() || "q=";
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────

  // A text with its hits marked, with `letters` also what they spell. Folding may change how long a
  // text is, so signs are paired.
  function marked(text, terms, letters) {
    const signs = [...text], places = [];
    let folded = "";
    signs.forEach((sign, at) => {
      const part = fold(sign);
      folded += part;
      for (let i = 0; i < part.length; i++) places.push(at);
    });
    const isHit = [];
    for (const term of terms) {
      const nexts = [(from) => folded.indexOf(term, from)];
      if (letters && isLetters(term)) nexts.push((from) => spelledAt(folded, term, letters, from));
      for (const next of nexts) {
        for (let at = next(0); at >= 0; at = next(at + 1)) {
          for (let i = places[at]; i <= places[at + term.length - 1]; i++) isHit[i] = true;
        }
      }
    }
    const parts = [];
    for (let at = 0, end; at < signs.length; at = end) {
      for (end = at + 1; end < signs.length && !isHit[end] === !isHit[at]; end++);
      const part = signs.slice(at, end).join("");
      parts.push(isHit[at] ? make("mark", {}, part) : part);
    }
    return parts;
  }

  // The list of results on a page of its own.
  function list(index, place, words) {
    const more = make("button", { type: "button", className: "more", hidden: true });
    place.after(more);
    let entries = [], terms = [], contents = null;
    const append = (count) => {
      const shown = place.children.length;
      place.append(...entries.slice(shown, shown + count).map(result));
      const left = entries.length - place.children.length;
      more.hidden = left <= 0;
      more.textContent = words.more.replace("{n}", Math.min(MORE, left)).replace("{left}", left);
    };
    const result = (at) => {
      const [agency, folder, title] = index.tables[index.columns.table[at]];
      const [root, whose] = index.agencies[agency];
      const offices = index.owners[index.columns.owners[at]].map((it) => index.offices[it]);
      const facts = [index.agencies.length > 1 ? whose : "", title, index.categories[index.category[at]], offices.join("、"), index.ids[at]];
      return make("li", {},
        make("a", { href: root + folder + index.ids[at] + ".html" }, ...marked(index.names[index.name[at]], terms, index.letters)),
        make("p", { className: "meta" }, ...marked(facts.filter(Boolean).join(" · "), terms, index.letters)),
        ...said(at));
    };
    // What an entry discloses of what is looked for.
    const said = (at) => {
      if (!contents) return [];
      const hits = [...contents.sets[contents.entries[at]]].filter((it) => terms.some((term) => contents.folded[it].includes(term)));
      return hits.length ? [make("p", {}, words.content, ...marked(hits.map((it) => contents.texts[it]).join("；"), terms))] : [];
    };
    more.addEventListener("click", () => {
      const next = place.children.length;
      append(MORE);
      place.children[next]?.querySelector("a").focus();
    });
    return {
      from: 0,
      to: index.name.length,
      show(found, wanted, deep) {
        entries = found;
        terms = wanted;
        contents = deep;
        place.textContent = "";
        append(FIRST);
      },
    };
  }

  // The rows of an official table. Merged cells shrink to the rows that are left, and move to the
  // first of them.
  function rows(index, body, href) {
    const number = index.tables.findIndex(([agency, folder]) => index.agencies[agency][0] + folder === href);
    if (number < 0) throw new Error("no such table: " + href);
    const from = index.starts[number], to = from + index.tables[number][3];
    const all = [...body.rows];
    const entries = index.ids.slice(from, to).map((id) => document.getElementById("e-" + id));
    const depth = all.length ? all[0].querySelectorAll(".cat").length : 0;
    const cells = all.flatMap((row, start) => {
      const begun = [...row.querySelectorAll(".cat")];
      return begun.map((cell, at) => ({ cell, start, span: cell.rowSpan, level: depth - begun.length + at }));
    });
    cells.sort((a, b) => a.level - b.level);
    const names = new Map(all.map((row) => [row, row.querySelector("th:not(.cat)")]));
    let texts = null;
    return {
      from,
      to,
      text: (at) => (texts ||= entries.map((row) => fold(row.textContent)))[at - from],
      show(found) {
        const wanted = new Set(found.map((at) => entries[at - from]));
        for (const row of all) row.hidden = !wanted.has(row);
        for (const { cell, start, span } of cells) {
          const left = all.slice(start, start + span).filter((row) => !row.hidden);
          const home = left[0] || all[start];
          cell.rowSpan = left.length || span;
          home.insertBefore(cell, names.get(home));
        }
      },
    };
  }

  const isWide = matchMedia("(min-width: 60.01em)").matches;

  // A value in the page's own words where it has some; else as the catalogs have it, in their language.
  function wordsOf({ terms }) {
    const known = terms ? new Map(Object.entries(JSON.parse(terms))) : null;
    return (value) => {
      if (!known) return { textContent: value };
      return known.has(value) ? { textContent: known.get(value) } : { textContent: value, lang: "zh-CN" };
    };
  }

  // The facets as boxes to tick, each value with its count.
  function boxes(index, place, words, { from, to }) {
    const total = find(index, { terms: [], chosen: {}, from, to }).facets;
    const inPage = wordsOf(words);
    const facets = index.facets.map(({ key, values }, at) => {
      const order = values.map((_, it) => it).filter((it) => total[at][it] && values[it]);
      // Those without an order of their own: the most frequent first.
      if (["domain", "office", "channel"].includes(key)) order.sort((a, b) => total[at][b] - total[at][a]);
      const items = order.map((number) => {
        const box = make("input", { type: "checkbox", name: key, value: values[number] });
        const count = make("b", {});
        return { box, count, number, label: make("label", {}, box, " ", make("span", inPage(values[number])), " ", count) };
      });
      const group = make("div", {}, ...items.map((it) => it.label));
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", words[key]);
      const details = make("details", { open: isWide && items.length <= 8 }, make("summary", {}, words[key]), group);
      return { key, at, items, details };
    });
    // What all entries have in common is nothing to choose by.
    const useful = facets.filter(({ items, at }) => items.length > 1 || (items.length && total[at][items[0].number] < to - from));
    place.replaceChildren(...useful.map((it) => it.details));
    return (counts, chosen) => {
      useful.forEach(({ key, at, items, details }) => {
        for (const { box, count, number, label } of items) {
          box.checked = Boolean(chosen[key]?.has(box.value));
          count.textContent = counts[at][number];
          label.hidden = !counts[at][number] && !box.checked;
        }
        // A heading over nothing would promise a choice.
        details.hidden = items.every((it) => it.label.hidden);
        if (chosen[key]?.size) details.open = true;
      });
    };
  }

  // ── Putting it together ──────────────────────────────────────────────────────────────────────

  function start(form) {
    const words = form.dataset;
    const box = form.elements.q, status = form.querySelector("[role=status]"), clear = form.querySelector("[type=reset]");
    const results = document.querySelector(".results");
    const table = document.querySelector("table.catalog");
    const drawer = form.closest("details"), also = form.elements.content;
    let state = parse(location.hash), written = location.hash, wait = 0, update = null, contents = null, pending = words.loading;
    // A browser without scripts, or a page in between, sends ?q=…
    state.q ||= new URLSearchParams(location.search).get("q") || "";

    function include(src, done) {
      status.textContent = words.loading;
      const script = make("script", { src });
      script.addEventListener("error", () => { status.textContent = pending = words.failed.replace("{file}", src); });
      script.addEventListener("load", done);
      document.head.append(script);
    }

    function load() {
      load = () => {};
      include(words.index, () => {
        const index = read(window.govcatIndex);
        const view = table ? rows(index, table.tBodies[0], words.table) : list(index, results, words);
        const tick = boxes(index, form.querySelector(".facets"), words, view);
        update = () => {
          const terms = termsOf(state.q);
          const ask = (contents) => find(index, { ...view, terms, chosen: state.chosen, contents });
          // Contents are looked at when that is asked for, and where names have nothing.
          const isAsked = Boolean(state.chosen.content);
          let found = ask(isAsked ? contents : null);
          const isDeep = also && terms.length > 0 && (isAsked || !found.entries.length);
          if (isDeep && !isAsked && contents) found = ask(contents);
          const { entries, facets } = found;
          view.show(entries, terms, isDeep ? contents : null);
          tick(facets, state.chosen);
          const said = !entries.length ? words.none : isDeep && !isAsked ? words.deeper : words.count;
          status.textContent = isDeep && !contents ? pending : said.replace("{n}", entries.length).replace("{all}", view.to - view.from);
          clear.hidden = print(state) === "q=";
          if (isDeep) deepen();
        };
        apply();
      });
    }

    function deepen() {
      deepen = () => {};
      include(words.contents, () => {
        contents = readContents(window.govcatContents);
        update();
      });
    }

    // The state of the address, shown.
    function apply() {
      box.value = state.q;
      if (also) also.checked = Boolean(state.chosen.content);
      if (update) update();
    }

    // The state of the form, shown and written to the address; `isStep` is one to go back to.
    function change(isStep) {
      state = { q: box.value.trim(), chosen: Object.create(null) };
      for (const it of form.querySelectorAll("input:checked")) (state.chosen[it.name] ||= new Set()).add(it.value);
      if (update) update();
      clearTimeout(wait);
      if (isStep) write(true);
      else wait = setTimeout(write, 400);
    }

    function write(isStep) {
      clearTimeout(wait);
      const address = "#" + print(state);
      if (address === written || (address === "#q=" && !written)) return;
      written = address;
      if (isStep) location.hash = address;
      else location.replace(address);
    }

    box.addEventListener("input", () => change(false));
    form.addEventListener("change", (event) => { if (event.target !== box) change(true); });
    form.addEventListener("submit", (event) => { event.preventDefault(); change(true); });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      box.value = "";
      for (const it of form.querySelectorAll("input:checked")) it.checked = false;
      change(true);
      box.focus();
    });
    addEventListener("hashchange", () => {
      if (location.hash === written) return;
      // A row of the table is no state; what was looked for stays.
      if (location.hash && !location.hash.includes("=")) return;
      written = location.hash;
      state = parse(written);
      apply();
    });

    if (results) {
      form.querySelector(".narrow").open = isWide;
      document.addEventListener("keydown", (event) => {
        const links = [...results.querySelectorAll("a")];
        const at = links.indexOf(document.activeElement);
        const isBox = document.activeElement === box;
        if (event.isComposing || !(isBox || at >= 0)) return;
        let next = null;
        if (event.key === "ArrowDown") next = links[at + 1];
        else if (event.key === "ArrowUp" && at >= 0) next = links[at - 1] || box;
        else if (event.key === "Escape" && at >= 0) next = box;
        if (!next) return;
        event.preventDefault();
        next.focus();
      });
      load();
      if (!state.q && matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
    } else if (drawer) {
      // The index is loaded when it is asked for: most readers read the whole table.
      drawer.addEventListener("toggle", () => { if (drawer.open) load(); });
      if (location.hash.includes("=")) drawer.open = true;
    }
    apply();
  }

  for (const form of document.querySelectorAll("form.find")) start(form);

  // The box in the header leads to the page that searches.
  for (const form of document.querySelectorAll("form.seek")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = form.getAttribute("action") + "#" + print({ q: form.elements.q.value.trim(), chosen: {} });
    });
  }

  // What was looked for is taken along to the searches of the agencies.
  for (const links of document.querySelectorAll("[data-carry]")) {
    for (const link of links.querySelectorAll("a")) link.hash = location.hash;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = [...document.querySelectorAll("input[type=search]")].find((it) => it.offsetParent);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
