// Runs all suites: main.mjs CHROME NAME=FOLDER… — see run.sh.
import { mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { Site, finish, none, test, trouble } from "./harness.mjs";
import { pages } from "./pages.mjs";
import { reading } from "./reading.mjs";
import { hostile, using } from "./using.mjs";

const [chrome, screens, ...folders] = process.argv.slice(2);
rmSync(screens, { recursive: true, force: true });
mkdirSync(screens, { recursive: true });
const sites = folders.map((it) => new Site(...it.split("=")));

const browser = await chromium.launch({ executablePath: chrome });
console.log(`Chromium ${browser.version()}, Node.js ${process.version}`);
for (const site of sites) {
  const kinds = [...site.kinds].map(([kind, all]) => `${kind} ${all.length}`).join(", ");
  console.log(`\n${site.name}: ${site.pages.length} pages (${kinds})`);
  if (site.name === "hostile") {
    await hostile(site, browser);
    continue;
  }
  await pages(site);
  // What is generated differs from what is shipped in its numbers more than in its forms.
  await reading(site, browser, { pages: site.name === "generated" ? 1 : 2, screens });
  // Nothing is searched or filtered otherwise for being younger.
  if (site.name !== "versions") await using(site, browser);
}
console.log();
await test("no page complained or asked anyone else", () => none([...new Set(trouble)], "trouble"));
await browser.close();
process.exitCode = finish();
