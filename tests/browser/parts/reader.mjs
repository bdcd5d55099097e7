// What a page does for its reader: large type that stays from page to page, high contrast, reading aloud, and paper.
import { compare, readPage } from './adopted.mjs';
import { overflowFaults } from './checks/document.mjs';
import { NARRATIVE } from './pages.mjs';

// The report of the sample.
const YEAR = '2022';
const CHAPTER = `${YEAR}/industry/index.html`;
const TARGET = `${YEAR}/targets/new-projects/index.html`;
const PAGES = ['index.html', CHAPTER, TARGET, `${YEAR}/targets/index.html`, `${YEAR}/full/index.html`, `${YEAR}/progress/index.html`];

/** On the sample; what other contents and themes make of it is looked at by the other parts. */
export function jobs(sites, { adopted }) {
  const sample = sites.filter(({ name }) => name === 'sample-standard');
  return sample.map(({ name, base, stick }) => ({
    part: 'reader',
    name,
    run: async (browser) => ({ count: 1, faults: await readerFaults(browser, base, stick, adopted) }),
  }));
}

/** Every check below, as a list of sentences. `base` is the site over http, `stick` the same as a folder. */
async function readerFaults(browser, base, stick, adopted) {
  const checks = [
    ['large type', () => staysLarge(browser, base)],
    ['large type, from a folder', () => togglesOnOnePage(browser, stick, {})],
    ['large type, no storage', () => togglesOnOnePage(browser, base, { storage: false })],
    ['large type, no JavaScript', () => togglesOnOnePage(browser, base, { script: false })],
    ['high contrast', () => contrast(browser, base)],
    ['nothing moves', () => nothingMoves(browser, base)],
    ['reading aloud', () => readsAloud(browser, base, adopted)],
    ['paper', () => paper(browser, base, adopted)],
  ];
  const faults = [];
  for (const [name, check] of checks) {
    try {
      faults.push(...(await check()).map((fault) => `${name}: ${fault}`));
    } catch (error) {
      faults.push(`${name}: ${error.message.split('\n')[0]}`);
    }
  }
  return faults;
}

async function opened(browser, options, look) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'zh-CN', ...options });
  try {
    return await look(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const isLarge = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize) >= 24);

/** Chosen on one page by the keyboard, it holds on the next ones, at every width; chosen away, nothing of it is left. */
function staysLarge(browser, base) {
  return opened(browser, {}, async (page) => {
    const faults = [];
    await page.goto(base + 'index.html');
    if (await isLarge(page)) faults.push('the page is large before anybody asked');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const second = await page.evaluate(() => document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent);
    if (!second.includes('长辈版')) return [...faults, `the second stop of the keyboard is “${second}”, not 长辈版`];
    await page.keyboard.press('Space');
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of PAGES) {
        await page.goto(base + path);
        const found = [...await page.evaluate(smallThings), ...await overflowFaults(page)];
        faults.push(...found.map((fault) => `${path} (${width} px): ${fault}`));
      }
    }
    await page.getByLabel('长辈版').uncheck({ force: true });
    await page.goto(base + CHAPTER);
    if (await isLarge(page)) faults.push('标准版 does not come back');
    if (await page.evaluate(() => localStorage.length) !== 0) faults.push('something is left in the storage');
    return faults;
  });
}

/** Runs in the page: words below 24 px, main buttons below 60 px, other stops outside running text below 44 px. */
function smallThings() {
  const faults = [];
  const shown = (element) => element.getClientRects().length > 0 && !element.closest('.hear, .skip');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = new Set();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === '' || !shown(parent) || parent.closest('title, desc')) continue;
    const scale = parent.closest('svg') ? parent.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(parent).fontSize) * scale;
    if (size < 23.9) small.add(`<${parent.localName} class="${parent.closest('[class]').getAttribute('class')}"> ${size.toFixed(1)} px`);
  }
  faults.push(...[...small].slice(0, 4).map((place) => `words in ${place}`));
  const low = (selector, least) => {
    for (const element of document.querySelectorAll(selector)) {
      const { height } = element.getBoundingClientRect();
      if (shown(element) && height < least) faults.push(`“${element.textContent.trim().slice(0, 12)}” is ${height.toFixed(0)} px high, not ${least}`);
    }
  };
  if (!document.documentElement.classList.contains('elder')) faults.push('the choice was not kept');
  low('.action, .view-bar label, .pager a, .to-top a, summary', 60);
  low('nav a, .option, .links a, .target-name a, .chart-file a', 44);
  return faults;
}

/** Where nothing can be kept or no script runs, the choice still works on its page, and says nothing of an error. */
function togglesOnOnePage(browser, base, { script = true, storage = true }) {
  return opened(browser, { javaScriptEnabled: script }, async (page, context) => {
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    if (!storage) {
      await context.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } }));
    }
    await page.goto(base + CHAPTER);
    await page.getByText('长辈版', { exact: false }).first().click();
    if (!await isLarge(page)) faults.push('长辈版 does nothing');
    if (!await page.getByText('点此回到标准版').isVisible()) faults.push('nothing says how to get back');
    faults.push(...await overflowFaults(page));
    await page.getByText('点此回到标准版').click();
    if (await isLarge(page)) faults.push('标准版 does not come back');
    return faults;
  });
}

/** Black on white, white on black, together with large type. */
async function contrast(browser, base) {
  const faults = [];
  for (const [colorScheme, paper, ink] of [['light', 255, 0], ['dark', 0, 255]]) {
    faults.push(...await opened(browser, { colorScheme }, async (page) => {
      await page.goto(base + CHAPTER);
      await page.getByText('高对比度').click();
      await page.getByText('长辈版').click();
      await page.goto(base + TARGET);
      const wanted = [paper, ink].map((tone) => `rgb(${tone}, ${tone}, ${tone})`).join(' ');
      const found = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return `${backgroundColor} ${color}`;
      });
      const wrong = found === wanted ? [] : [`${colorScheme}: ${found}, not ${wanted}`];
      return await isLarge(page) ? wrong : [...wrong, `${colorScheme}: no longer large`];
    }));
  }
  return faults;
}

/** The choice is made before the page shows, so that nothing moves afterwards; nor does it when voices are found late. */
function nothingMoves(browser, base) {
  return opened(browser, {}, async (page, context) => {
    await context.addInitScript(() => {
      localStorage.setItem('gongkai-view', 'elder contrast');
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.moved += value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await pretendVoice(context, 300);
    const faults = [];
    for (const path of PAGES) {
      await page.goto(base + path);
      await page.waitForTimeout(500);
      const moved = await page.evaluate(() => window.moved);
      // A few pixels of one line are what the browser itself needs when a page arrives in pieces.
      if (moved > 0.002) faults.push(`${path} moves by ${moved.toFixed(4)}`);
    }
    return faults;
  });
}

/** Gives the browser a Chinese voice of its own that notes what it is given to say. */
function pretendVoice(context, after = 0) {
  return context.addInitScript((wait) => {
    window.said = [];
    window.SpeechSynthesisUtterance = function Utterance(text) { this.text = text; };
    const start = performance.now();
    const voice = { lang: 'zh-CN', localService: true, name: 'test' };
    const speech = {
      getVoices: () => (performance.now() - start < wait ? [] : [voice]),
      speak: (utterance) => {
        window.said.push(utterance.text);
        if (!window.held) setTimeout(() => utterance.onend(), 0);
      },
      cancel: () => { window.cancelled = (window.cancelled ?? 0) + 1; },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    if (wait > 0) setTimeout(() => speech.onvoiceschanged?.(), wait);
  }, after);
}

/** No voice, no button. With one: the adopted words, all of them, in their order; and silence when asked for. */
async function readsAloud(browser, base, adopted) {
  const faults = await opened(browser, {}, async (page) => {
    await page.goto(base + CHAPTER);
    return await page.getByText('朗读本页').isVisible() ? ['a button without a voice'] : [];
  });
  faults.push(...await opened(browser, {}, async (page, context) => {
    await pretendVoice(context);
    await page.goto(base + CHAPTER);
    await page.getByRole('button', { name: '朗读本页' }).click();
    await page.waitForFunction(() => document.querySelector('[data-speak]').textContent === '朗读本页');
    const said = (await page.evaluate(() => window.said.join(''))).replace(/\s+/gu, '');
    const wanted = await page.evaluate((paragraphs) => {
      const parts = document.querySelectorAll(`h1, .reading > section > h2, ${paragraphs}`);
      return [...parts].map((part) => part.textContent.replace(/\s+/gu, '')).join('');
    }, NARRATIVE);
    const wrong = said === wanted ? [] : [`said “${said.slice(0, 60)}…”, not “${wanted.slice(0, 60)}…”`];
    const body = adopted.filter((paragraph) => paragraph.body !== '' && said.includes(paragraph.body));
    if (body.length < 3) wrong.push(`only ${body.length} adopted paragraphs were said`);
    await page.evaluate(() => { window.held = true; });
    await page.getByRole('button', { name: '朗读本页' }).click();
    await page.getByRole('button', { name: '停止朗读' }).click();
    if (!await page.evaluate(() => window.cancelled > 0)) wrong.push('停止朗读 does not stop');
    return wrong;
  }));
  return faults;
}

/** On paper: the adopted words and the drawings, nothing to press; a chapter begins on a sheet of its own. */
function paper(browser, base, adopted) {
  return opened(browser, { viewport: { width: 794, height: 1123 } }, async (page, context) => {
    const faults = [];
    // Large type is for the screen.
    await context.addInitScript(() => localStorage.setItem('gongkai-view', 'elder contrast'));
    for (const path of [CHAPTER, TARGET, `${YEAR}/print/index.html`]) {
      await page.goto(base + path);
      await page.emulateMedia({ media: 'print' });
      const words = compare(adopted, await readPage(page, NARRATIVE));
      const seen = await page.evaluate(() => ({
        size: parseFloat(getComputedStyle(document.body).fontSize),
        pressed: [...document.querySelectorAll('button, summary, .view-bar, .pager')].filter((part) => part.getClientRects().length > 0).length,
        drawings: [...document.querySelectorAll('svg.gk-wide')].filter((part) => part.getClientRects().length > 0).length,
        breaks: [...document.querySelectorAll('.print-chapter')].filter((part) => getComputedStyle(part).breakBefore === 'page').length,
      }));
      const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
      if (seen.size > 20) faults.push(`${path}: large type on paper`);
      if (seen.pressed > 0) faults.push(`${path}: ${seen.pressed} things to press on paper`);
      if (seen.drawings === 0) faults.push(`${path}: no drawing on paper`);
      if (path.includes('/print/') && seen.breaks < 6) faults.push(`${path}: ${seen.breaks} chapters begin on a new sheet`);
      if (sheets <= seen.breaks) faults.push(`${path}: ${sheets} sheets`);
      faults.push(...words.faults.map((fault) => `${path}: ${fault}`));
      await page.emulateMedia({ media: 'screen' });
    }
    return faults;
  });
}
