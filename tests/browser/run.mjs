// Opens built sites in Chromium the way their readers do, and fails on anything they would stumble over. One subject a file in
// parts/; each gives jobs, which run two at a time.
//
//   node run.mjs [FOLDER] [--long] [--only PART,PART]
//
// FOLDER holds built sites, each in a folder named <sample|official>-<theme>; default ../../target/browser-sites, which
// tests/all makes. --long looks at every kind of page in every mode at every width.
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import * as axe from './parts/axe.mjs';
import * as budgets from './parts/budgets.mjs';
import * as enlarged from './parts/enlarged.mjs';
import * as floor from './parts/floor.mjs';
import * as forced from './parts/forced.mjs';
import * as keyboard from './parts/keyboard.mjs';
import * as markup from './parts/markup.mjs';
import * as open from './parts/open.mjs';
import * as print from './parts/print.mjs';
import * as proof from './parts/proof.mjs';
import * as reader from './parts/reader.mjs';
import * as search from './parts/search.mjs';
import { readAdopted } from './parts/adopted.mjs';
import { launch } from './parts/chromium.mjs';
import { runAll } from './parts/pool.mjs';
import { takeStock } from './parts/presence.mjs';
import { openSites } from './parts/sites.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
// The longest jobs first, so that both workers end together.
const PARTS = [markup, axe, open, enlarged, floor, budgets, keyboard, forced, print, search, reader, proof];

function options(words) {
  const only = words.includes('--only') ? words[words.indexOf('--only') + 1].split(',') : null;
  const folder = words.find((word, at) => !word.startsWith('--') && words[at - 1] !== '--only');
  return { folder: resolve(folder ?? join(HERE, '../../target/browser-sites')), long: words.includes('--long'), only };
}

async function main() {
  const start = Date.now();
  const { folder, long, only } = options(process.argv.slice(2));
  const adopted = readAdopted(join(HERE, '../adopted/report.txt'));
  const sites = await openSites(folder);
  if (sites.length === 0) throw new Error(`no built site in ${folder}`);
  const browser = await launch();
  try {
    const stock = await takeStock(sites, browser);
    const all = PARTS.flatMap((part) => part.jobs(sites, { adopted, long, modes: stock.modes }));
    const jobs = only ? all.filter(({ part }) => only.includes(part)) : all;
    const parts = await runAll(jobs, browser);
    return report(sites, stock, parts, (Date.now() - start) / 1000);
  } finally {
    await browser.close();
    await Promise.all(sites.map(({ close }) => close()));
  }
}

/** Says what was looked at and what was found; a part that looked at nothing has found nothing out. */
function report(sites, stock, parts, seconds) {
  const faults = [...stock.faults, ...[...parts.values()].flatMap((part) => part.faults)];
  for (const [name, { notes }] of parts) for (const note of notes) console.log(`${name} · ${note}`);
  for (const [name, part] of parts) {
    if (part.count === 0) faults.push(`${name} looked at nothing`);
    console.log(`${name.padEnd(16)} ${String(part.count).padStart(5)} looked at, ${String(part.faults.length).padStart(3)} faults, ${part.seconds.toFixed(0)} s`);
  }
  for (const note of stock.notes) console.log(note);
  for (const fault of faults) console.error(fault);
  const looks = [...parts.values()].reduce((sum, { count }) => sum + count, 0);
  console.log(`${sites.map(({ name }) => name).join(', ')}: ${looks} looks in ${seconds.toFixed(0)} s, ${faults.length} faults`);
  return faults.length === 0 && parts.size > 0;
}

process.exitCode = await main().then((fine) => (fine ? 0 : 1), (error) => {
  console.error(error.message);
  return 1;
});
