// Opens the built sample in Chromium the way its readers do (on a phone and a desk, with and without JavaScript, below a
// portal's prefix and from a USB stick) and fails on anything they would stumble over.
//
//   node run.mjs [SITE]        SITE: a built sample, default ../../public
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';
import { launch } from './parts/chromium.mjs';
import { serve } from './parts/server.mjs';
import { NARRATIVE, pages } from './parts/pages.mjs';
import { searchFaults } from './parts/finding.mjs';
import { compare, coverageFaults, readAdopted, readPage } from './parts/adopted.mjs';
import { keyboardFaults } from './parts/checks.mjs';
import { readerFaults } from './parts/reader.mjs';
import { recordViolations, visit } from './parts/visit.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PREFIX = '/zwgk/zt/';
const WIDTHS = [390, 1280];
// The narrowest window that pages must stay readable in (a desk window at 400 %).
const NARROWEST = 320;

/** Every way of opening a page. */
function situations(base, site) {
  const stick = pathToFileURL(site).href + '/';
  const ways = WIDTHS.flatMap((width) => [
    { name: `${width} px`, width, script: true, base, keyboard: true },
    { name: `${width} px, no JavaScript`, width, script: false, base },
    { name: `${width} px, from a folder`, width, script: true, base: stick },
  ]);
  return [...ways, { name: `${NARROWEST} px`, width: NARROWEST, script: true, base }];
}

async function openAll(browser, situation, list, adopted) {
  const context = await browser.newContext({
    viewport: { width: situation.width, height: 900 },
    javaScriptEnabled: situation.script,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await recordViolations(context);
  const faults = [];
  const onChapters = [];
  let opened = 0;
  for (const { kind, path, narrative } of list) {
    const wrong = await visit(context, situation.base + path, situation.base, async (page) => {
      const keys = situation.keyboard ? await keyboardFaults(page) : [];
      if (!narrative) return keys;
      const { faults: words, found } = compare(adopted, await readPage(page, NARRATIVE));
      if (kind === 'chapter') onChapters.push(...found);
      return [...keys, ...words, ...(kind === 'full text' || kind === 'print' ? coverageFaults(adopted, found) : [])];
    });
    opened += 1;
    faults.push(...wrong.map((fault) => `${path} (${situation.name}): ${fault}`));
  }
  await context.close();
  faults.push(...coverageFaults(adopted, onChapters).map((fault) => `chapters (${situation.name}): ${fault}`));
  return { opened, faults };
}

async function main() {
  const site = resolve(process.argv[2] ?? join(HERE, '../../public'));
  if (!existsSync(join(site, 'manifest.json'))) throw new Error(`no built site in ${site}`);
  const list = pages(site);
  const adopted = readAdopted(join(HERE, '../adopted/report.txt'));
  const server = await serve(site, PREFIX);
  const browser = await launch();
  const faults = [];
  let opened = 0;
  const ways = situations(server.base, site);
  try {
    for (const situation of ways) {
      const result = await openAll(browser, situation, list, adopted);
      opened += result.opened;
      faults.push(...result.faults);
    }
    faults.push(...await searchFaults(browser, site));
    faults.push(...await readerFaults(browser, server.base, pathToFileURL(site).href + '/', adopted));
  } finally {
    await browser.close();
    await server.close();
  }
  if (opened !== list.length * ways.length) faults.push(`${opened} pages opened, ${list.length * ways.length} expected`);
  for (const fault of faults) console.error(fault);
  console.log(`${opened} pages opened (${list.length} in ${ways.length} situations), ${faults.length} faults`);
  return faults.length === 0 && list.length >= 8;
}

process.exitCode = await main().then((fine) => (fine ? 0 : 1), (error) => {
  console.error(error.message);
  return 1;
});
