// Every kind of page in the browser: accessible in every mode, readable at every size and without
// scripts, printable. New kinds of pages are found and tested without a word here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { check, each, none, open, test } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** How many pages are open at a time. */
const AT_ONCE = 4;

const MODES = [
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "high contrast, by the button", options: { colorScheme: "light" }, press: "contrast" },
  { name: "large text, by the button", options: { colorScheme: "light" }, press: "text" },
  { name: "high contrast", options: { contrast: "more", colorScheme: "light" } },
  // Here the system chooses the colours; Chromium's computed fill colours, which axe reads, are not those.
  { name: "forced colours", options: { forcedColors: "active", colorScheme: "dark" }, without: ["color-contrast"] },
  { name: "large text", options: { colorScheme: "light" }, style: ":root { font-size: 200% !important; }" },
  { name: "narrow", options: { viewport: { width: 390, height: 800 } } },
];

/** Opens what can be opened, so that all of it is looked at. */
const unfold = () => {
  for (const it of document.querySelectorAll("details")) it.open = true;
};

/** `pages` is how many pages of each kind are looked at. */
export async function reading(site, browser, { pages, screens }) {
  const sample = site.sample(pages);

  for (const mode of MODES) {
    await test(`${site.name}: axe finds nothing, ${mode.name}`, async () => {
      const context = await open(browser, mode.options);
      const complaints = [];
      let rules = 0;
      await each(sample, AT_ONCE, async ({ path }) => {
        const page = await context.newPage();
        await page.goto(site.url(path));
        if (mode.style) await page.addStyleTag({ content: mode.style });
        await page.evaluate(unfold);
        if (mode.press) {
          // What was switched on one page is on for the next.
          const button = page.locator(`[data-switch=${mode.press}]`);
          if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
          check((await button.getAttribute("aria-pressed")) === "true", `${path}: the button does nothing`);
        }
        await page.waitForTimeout(100);
        await page.evaluate(axe);
        const found = await page.evaluate((without) =>
          axe.run(document, {
            rules: Object.fromEntries(without.map((it) => [it, { enabled: false }])),
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            resultTypes: ["violations"],
            preload: false,
          }),
          mode.without ?? [],
        );
        rules += found.passes.length;
        for (const { id, nodes } of found.violations) {
          complaints.push(`${path} ${id}, ${nodes.length} ×: ${nodes[0].html.slice(0, 120)} — ${nodes[0].failureSummary.split("\n")[1]?.trim()}`);
        }
        await page.close();
      });
      await context.close();
      check(rules > 0, "axe looked at nothing");
      none(complaints, "axe complains");
      return `${sample.length} pages of ${site.kinds.size} kinds`;
    });
  }

  // 320 px is what 400% zoom leaves of 1,280.
  for (const [width, name, isLarge] of [[390, "a phone"], [320, "400% zoom"], [320, "400% zoom of large text", true]]) {
    await test(`${site.name}: nothing is wider than the screen, ${name}`, async () => {
      const context = await open(browser, { viewport: { width, height: 800 } });
      // As the button keeps it.
      if (isLarge) await context.addInitScript(() => location.protocol === "file:" && localStorage.setItem("govcat-text", "large"));
      const complaints = [];
      await each(sample, AT_ONCE, async ({ path }) => {
        const page = await context.newPage();
        await page.goto(site.url(path));
        await page.evaluate(unfold);
        await page.waitForTimeout(50);
        const wide = await page.evaluate(() => {
          const root = document.scrollingElement;
          if (root.scrollWidth <= root.clientWidth) return null;
          const out = [...document.body.querySelectorAll("*")].find((it) => it.getBoundingClientRect().right > root.clientWidth + 1);
          return `${root.scrollWidth} > ${root.clientWidth}, first ${out?.outerHTML.slice(0, 100)}`;
        });
        if (wide) complaints.push(`${path}: ${wide}`);
        await page.close();
      });
      await context.close();
      none(complaints, "too wide");
      return `${sample.length} pages`;
    });
  }

  const outlets = (site.kinds.get("agency") ?? []).filter((it) => site.text(it).includes('<nav class="quarters"'));
  if (outlets.length) {
    await test(`${site.name}: what leads nowhere looks like text`, async () => {
      const context = await open(browser);
      const page = await context.newPage();
      const complaints = [];
      let looked = 0;
      for (const path of outlets) {
        await page.goto(site.url(path));
        const found = await page.locator(".quarters li > :not(a)").evaluateAll((all) =>
          all.map((it) => ({ text: it.textContent, style: getComputedStyle(it) })).map(({ text, style }) => ({
            text,
            isBox: style.borderTopWidth !== "0px" || style.backgroundColor !== "rgba(0, 0, 0, 0)",
          })),
        );
        looked += found.length;
        complaints.push(...found.filter((it) => it.isBox).map((it) => `${path}: ${it.text}`));
      }
      await context.close();
      none(complaints, "looks like a button");
      check(looked > 0, "every column leads somewhere");
      return `${looked} columns`;
    });
  }

  await test(`${site.name}: without scripts everything is there to read`, async () => {
    const context = await open(browser, { javaScriptEnabled: false });
    const page = await context.newPage();
    const complaints = [];
    for (const { kind, path } of sample) {
      await page.goto(site.url(path));
      // What only a script can answer is not offered.
      const forms = await page.locator("form:visible").count();
      if (forms) complaints.push(`${path}: ${forms} forms that do nothing`);
      if (!(await page.locator("main h1").isVisible())) complaints.push(`${path}: no heading`);
      const rows = page.locator("table.catalog tbody tr");
      const wanted = site.text(path).split('<tr id="e-').length - 1;
      if (kind === "domain" && (await rows.count()) !== wanted) complaints.push(`${path}: rows are missing`);
      if (kind === "domain" && wanted && !(await rows.last().isVisible())) complaints.push(`${path}: rows are hidden`);
      if (kind === "search" && !(await page.locator("noscript").isVisible())) complaints.push(`${path}: does not say what to do`);
      if (kind === "search" && !(await page.locator("main section li a").first().isVisible())) complaints.push(`${path}: leads nowhere`);
    }
    await context.close();
    none(complaints, "not readable");
    return `${sample.length} pages`;
  });

  await test(`${site.name}: pages print`, async () => {
    const context = await open(browser);
    const said = [];
    const complaints = [];
    for (const { kind, path } of site.sample(1)) {
      const page = await context.newPage();
      await page.goto(site.url(path));
      const pdf = (await page.pdf({ preferCSSPageSize: true, path: join(screens, `${site.name}-${kind}.pdf`) })).toString("latin1");
      const sheets = pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
      const rows = site.text(path).split('<tr id="e-').length - 1;
      // A table of 60 rows is right on about seven sheets; one row a sheet is what goes wrong. Lists have
      // rows of a line or two.
      const lines = site.text(path).split("<tr>").length - 1;
      const most = kind === "domain" ? 3 + rows / 3 : Math.max(40, 3 + lines / 20);
      if (sheets < 1 || sheets > most) complaints.push(`${path}: ${sheets} sheets`);
      const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
      if (kind === "domain" && !(+width > +height)) complaints.push(`${path}: is not in landscape`);
      await page.emulateMedia({ media: "print" });
      if (await page.locator("header:visible, nav:visible, form:visible, button:visible").count()) complaints.push(`${path}: prints its navigation`);
      said.push(`${kind} ${sheets}`);
      await page.close();
    }
    await context.close();
    none(complaints, "not printable");
    return `sheets: ${said.join(", ")}`;
  });

  await test(`${site.name}: screenshots`, async () => {
    for (const [name, width] of [["wide", 1280], ["narrow", 390]]) {
      const context = await open(browser, { viewport: { width, height: 900 } });
      await each(site.sample(1), AT_ONCE, async ({ kind, path }) => {
        const page = await context.newPage();
        await page.goto(site.url(path));
        await page.waitForTimeout(150);
        await page.screenshot({ path: join(screens, `${site.name}-${kind}-${name}.png`) });
        await page.close();
      });
      await context.close();
    }
    return `in ${screens}`;
  });
}
