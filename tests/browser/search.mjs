// The search alone, without opening every page:
//
//   node search.mjs [SITE]        SITE: a built sample, default ../../public
import { resolve } from 'node:path';
import { launch } from './parts/chromium.mjs';
import { searchFaults } from './parts/finding.mjs';

const browser = await launch();
const faults = await searchFaults(browser, resolve(process.argv[2] ?? '../../public'));
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`search: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
