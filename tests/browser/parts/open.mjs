// Every kind of page the way its readers open it: on a phone and a desk, with and without JavaScript, below a portal's prefix
// and from a USB stick, in the narrowest window.
import { compare, coverageFaults, readPage } from './adopted.mjs';
import { documentFaults, keyboardFaults, officialFaults, overflowFaults, sampleFaults } from './checks/document.mjs';
import { NARRATIVE } from './pages.mjs';
import { worksFromFolder } from './sites.mjs';
import { walk } from './walk.mjs';

const WIDTHS = [390, 1280];
// A desk window at 400 %.
const NARROWEST = 320;

function situations() {
  const ways = WIDTHS.flatMap((width) => [
    { name: `${width} px`, width, script: true, keyboard: true },
    { name: `${width} px, no JavaScript`, width, script: false },
    { name: `${width} px, from a folder`, width, script: true, stick: true },
  ]);
  return [...ways, { name: `${NARROWEST} px`, width: NARROWEST, script: true }];
}

/** The sample in the standard theme in every situation; the other sites in those that differ most, with --long in all. */
function situationsOf(site, long) {
  return situations().filter(({ width, script, stick }) => long || site.name === 'sample-standard'
    || (width === 390 && script && !stick) || (width === 390 && stick) || (width === 1280 && !script));
}

export function jobs(sites, { adopted, long }) {
  return sites.flatMap((site) => situationsOf(site, long).map((situation) => ({
    part: 'open',
    name: `${site.name}, ${situation.name}`,
    run: (browser) => openAll(browser, site, situation, adopted),
  })));
}

async function openAll(browser, site, situation, adopted) {
  const onChapters = [];
  const result = await walk(browser, {
    base: situation.stick ? site.stick : site.base,
    pages: site.list.filter((entry) => !situation.stick || worksFromFolder(site, entry)),
    context: { viewport: { width: situation.width, height: 900 }, javaScriptEnabled: situation.script },
    look: async (page, entry) => {
      const faults = [...await documentFaults(page), ...await overflowFaults(page)];
      faults.push(...site.isSample ? await sampleFaults(page) : await officialFaults(page));
      if (situation.keyboard) faults.push(...await keyboardFaults(page));
      if (!entry.narrative || !site.isSample) return faults;
      const { faults: words, found } = compare(adopted, await readPage(page, NARRATIVE));
      if (entry.kind === 'chapter') onChapters.push(...found);
      return [...faults, ...words, ...entry.kind === 'full text' ? coverageFaults(adopted, found) : []];
    },
  });
  if (site.isSample) result.faults.push(...coverageFaults(adopted, onChapters).map((fault) => `chapters: ${fault}`));
  return result;
}
