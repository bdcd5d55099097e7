// Readers who make text larger or set it wider: 200 % text, a browser zoomed to 200 %, a larger letter chosen in the browser,
// and the distances of WCAG 1.4.12.
import { overflowFaults } from './checks/document.mjs';
import { wordFaults } from './checks/reflow.mjs';
import { addStyle, walk } from './walk.mjs';

const DOUBLE = 'html { font-size: 200% !important; }';
// Drawings hold their own letters in place, as a picture does.
const SPACED = `
  *:not(svg):not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
  svg * { letter-spacing: 0 !important; word-spacing: 0 !important; }`;

const SETTINGS = [
  { name: 'text at 200 %, 1280 px', width: 1280, css: DOUBLE },
  { name: 'text at 200 %, 390 px', width: 390, css: DOUBLE },
  { name: 'window at 200 %', width: 640 },
  { name: 'wide spacing, 1280 px', width: 1280, css: SPACED },
  { name: 'wide spacing, 390 px', width: 390, css: SPACED },
  { name: 'as it comes, 390 px', width: 390 },
  { name: 'as it comes, 320 px', width: 320 },
];

export function jobs(sites, { long }) {
  return sites.flatMap((site) => SETTINGS.map(({ name, width, css }) => ({
    part: 'enlarged',
    name: `${site.name}, ${name}`,
    run: (browser) => walk(browser, {
      base: site.base,
      pages: long || site.name === 'sample-standard' ? site.list : site.list.filter(({ main }) => main),
      context: { viewport: { width, height: 900 } },
      look: async (page) => {
        if (css) await addStyle(page, css);
        return [...await overflowFaults(page), ...await wordFaults(page)];
      },
    }),
  })));
}
