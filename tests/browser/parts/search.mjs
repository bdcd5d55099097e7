// A reader of any site looks for something: types words, gets links, opens the first; below a portal's prefix and from a USB stick.
// Without JavaScript the page says where to look instead. What is found for which words is judged in finding.mjs, on the sample.
import { searchFaults } from './finding.mjs';
import { walk } from './walk.mjs';

const NOTHING = '没有找到';
const WITHOUT_SCRIPT = '当前浏览器不能使用站内搜索，请从网站地图查找。';
const FIELD = '#search-words';
// A word that every report has, and one that none has.
const WORD = '项目';
const NO_WORD = '龘靐齉';
const PATIENCE = { timeout: 10_000 };

export function jobs(sites) {
  const sample = sites.filter(({ name }) => name === 'sample-standard');
  const deep = sample.map(({ name, root }) => ({
    part: 'search',
    name: `${name}, what is found`,
    run: async (browser) => ({ count: 1, faults: await searchFaults(browser, root) }),
  }));
  return [...deep, ...sites.flatMap((site) => {
    const pages = site.list.filter(({ kind }) => kind === 'search');
    if (pages.length === 0) return [];
    const ways = [['http', site.base], ['from a folder', site.stick]];
    return [
      ...ways.map(([name, base]) => ({ part: 'search', name: `${site.name}, ${name}`, run: (browser) => walk(browser, { base, pages, look: (page) => journey(page, base) }) })),
      { part: 'search', name: `${site.name}, no JavaScript`, run: (browser) => walk(browser, { base: site.base, pages, context: { javaScriptEnabled: false }, look: spoken }) },
    ];
  })];
}

async function journey(page, base) {
  await page.locator(FIELD).fill(WORD);
  await page.keyboard.press('Enter');
  const first = page.locator('#search-results a[href]').first();
  await first.waitFor(PATIENCE);
  await page.locator(FIELD).fill(NO_WORD);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(NOTHING).first().waitFor(PATIENCE);
  await page.locator(FIELD).fill(WORD);
  await page.keyboard.press('Enter');
  await first.waitFor(PATIENCE);
  await first.click();
  await page.waitForURL((address) => address.href.startsWith(base) && !address.pathname.endsWith('search/index.html'), PATIENCE);
  const words = await page.locator('main').innerText();
  return words.includes(WORD) ? [] : [`the page found does not say ${WORD}: ${page.url()}`];
}

async function spoken(page) {
  return (await page.locator('main').innerText()).includes(WITHOUT_SCRIPT) ? [] : [`does not say ${WITHOUT_SCRIPT}`];
}
