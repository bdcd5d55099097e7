// Every check is shown a page that it has to complain about: a check that never fails has not looked.
import { axeFaults, chartTextFaults } from './checks/axe.mjs';
import { documentFaults, keyboardFaults, officialFaults, overflowFaults, sampleFaults } from './checks/document.mjs';
import { nextStop } from './checks/focus.mjs';
import { wordFaults } from './checks/reflow.mjs';
import { recordShifts, shiftFaults, weightFaults } from './budgets.mjs';
import { lowered, scriptFaults } from './floor.mjs';
import { forcedFaults } from './forced.mjs';
import { drawingFaults } from './markup.mjs';
import { printFaults } from './print.mjs';
import { addStyle, walk } from './walk.mjs';

const firstStop = async (page) => (await nextStop(page))?.faults ?? [];

/** [what is broken, how (in the page), the check, what it has to say]. */
const PAGES = [
  ['a picture without words', () => document.querySelector('main').append(new Image()), axeFaults, /axe image-alt/u],
  ['pale words', (page) => addStyle(page, 'main p { color: #999 !important; background: #fff !important; }'), axeFaults, /color-contrast/u],
  ['small targets', (page) => addStyle(page, '.site-nav a { padding: 0 !important; font-size: 4px !important; line-height: 1 !important; }'), axeFaults, /target-size/u],
  ['pale words in drawings', (page) => addStyle(page, '.gk-chart text { fill: #aaa !important; }'), chartTextFaults, /a contrast of/u],
  ['two headings of the page', () => document.querySelector('main').append(document.createElement('h1')), documentFaults, /2 × h1/u],
  ['an inline style', () => document.querySelector('main').setAttribute('style', 'margin: 0'), documentFaults, /inline style/u],
  ['a wide block', (page) => addStyle(page, 'main { width: 3000px; }'), overflowFaults, /3000 px|px wide/u],
  ['words on words', (page) => addStyle(page, 'main p { margin-top: -1.5em !important; line-height: 1 !important; }'), wordFaults, /lies on/u],
  ['words cut off', (page) => addStyle(page, 'main p { height: 0.5em !important; overflow: hidden !important; }'), wordFaults, /cut off/u],
  ['a focus that does not show', (page) => addStyle(page, '* { outline: none !important; }'), firstStop, /does not show/u],
  ['a covered focus', (page) => addStyle(page, 'main { position: fixed !important; inset: 0; z-index: 99; background: #fff; }'), firstStop, /behind/u],
  ['no skip link', () => document.querySelector('.skip').remove(), keyboardFaults, /no skip link/u],
  ['no banner', () => document.querySelector('.banner').remove(), sampleFaults, /banner/u],
  ['a demonstration', () => {}, officialFaults, /a real site says/u],
  ['colours that are not forced', (page) => addStyle(page, '.chip { border: 0 !important; }'), forcedFaults, /forces no colours|has no edge/u],
  ['a late block', () => document.querySelector('main').prepend(Object.assign(document.createElement('h2'), { textContent: '迟到的内容' })), shiftFaults, /shifts/u],
];

/** [what is broken, the faults found in it]. */
const VALUES = [
  ['a script of today', () => scriptFaults('x.js', 'const a = b?.c ?? {};')],
  ['an optional catch', () => scriptFaults('x.js', 'try { a(); } catch { b(); }')],
  ['a heavy home page', () => weightFaults('home', { total: 61 * 1024, script: 0 })],
  ['a heavy page', () => weightFaults('chapter', { total: 41 * 1024, script: 0 })],
  ['heavy scripts', () => weightFaults('home', { total: 20 * 1024, script: 9 * 1024 })],
  ['lost words on paper', () => printFaults('一二三', ['一二四'])],
  ['navigation on paper', () => printFaults('一二三跳到正文', ['一二三'])],
];

/** [a style sheet, what an old browser makes of it]. */
const SHEETS = [
  ['a{gap:1em;color:red}', 'a{color:red}'],
  ['a:has(b){color:red}b{color:blue}', 'b{color:blue}'],
  ['a:is(b,i),u{color:red}', ''],
  ['a{width:10px;width:clamp(1px,2px,3px)}', 'a{width:10px}'],
  ['a{width:min(1px,2px);height:1dvh;margin:0}', 'a{margin:0}'],
  ['@container (width>1px){a{color:red}}', ''],
  ['@media (width>=40em){a{color:red}}@media (min-width:40em){a{color:red}}', '@media (min-width:40em){a{color:red}}'],
  ['@supports (gap:1px){a{margin:0}}', ''],
  ['a{color:red;&:hover{color:blue}b{margin:0}}', 'a{color:red}'],
  ['a{inset:0;aspect-ratio:1;grid-gap:1px}', 'a{grid-gap:1px}'],
];

export function jobs(sites) {
  const site = sites.find(({ isSample, theme }) => isSample && theme === 'standard');
  if (!site) return [];
  return [{ part: 'proof', name: site.name, run: (browser) => proveAll(browser, site) }];
}

async function proveAll(browser, site) {
  const faults = [];
  const home = site.list.find(({ kind }) => kind === 'home');
  const repeated = PAGES.map((proof) => ({ ...home, proof }));
  const { count } = await walk(browser, {
    base: site.base,
    pages: repeated,
    context: { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' },
    prepare: recordShifts,
    look: async (page, { proof: [what, breakIt, check, says] }) => {
      if (breakIt.length === 0) await page.evaluate(`(${breakIt})()`);
      else await breakIt(page);
      const found = await check(page);
      if (!found.some((fault) => says.test(fault))) faults.push(`nobody notices ${what}: ${found.join('; ')}`);
      return [];
    },
  });
  for (const [what, find] of VALUES) if (find().length === 0) faults.push(`nobody notices ${what}`);
  for (const [css, wanted] of SHEETS) if (lowered(css) !== wanted) faults.push(`${css} becomes ${lowered(css)}, not ${wanted}`);
  faults.push(...await proveDrawings(browser));
  faults.push(...await proveWalk(browser, site, home));
  return { count: count + VALUES.length + SHEETS.length, faults };
}

async function proveDrawings(browser) {
  const page = await browser.newPage();
  const broken = ['<svg><g></svg>', '<svg><text>&nbsp;</text></svg>', '<svg><image/></svg>'].map((text) => ({ path: text, text, inline: true }));
  const found = await drawingFaults(page, broken).finally(() => page.close());
  return broken.filter(({ path }) => !found.some((fault) => fault.startsWith(path))).map(({ path }) => `nobody notices the drawing ${path}`);
}

/** What a tab is told of: another host, a file that is not there, an error, a breach of the policy. */
async function proveWalk(browser, site, home) {
  const { faults } = await walk(browser, {
    base: site.base,
    pages: [home],
    look: async (page) => {
      await page.evaluate(() => {
        const add = (name, attributes) => document.head.append(Object.assign(document.createElement(name), attributes));
        add('link', { rel: 'stylesheet', href: 'none.css' });
        add('script', { textContent: 'window.reached = true' });
        add('link', { rel: 'stylesheet', href: 'http://127.0.0.1:9/x.css' });
        setTimeout(() => { throw new Error('a script that fails'); });
      });
      await page.waitForTimeout(300);
      return [];
    },
  });
  const wanted = [/404: .*none\.css/u, /content security policy: script-src/u, /content security policy: style-src|asks another host/u, /script: a script that fails/u];
  return wanted.filter((says) => !faults.some((fault) => says.test(fault))).map((says) => `nobody notices ${says}: ${faults.join('; ')}`);
}
