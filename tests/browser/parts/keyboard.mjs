// The keyboard alone: from the home page to a target and back with Tab and Enter, and every stop of the main kinds of pages.
import { nextStop } from './checks/focus.mjs';
import { walk } from './walk.mjs';

const STOPS = 400;

export function jobs(sites, { long }) {
  // The embedded theme has the same pieces in another frame: once is enough, on a phone.
  const widths = ({ theme }) => (long || theme === 'standard' ? [390, 1280] : [390]);
  return sites.flatMap((site) => widths(site).flatMap((width) => {
    const name = `${site.name}, ${width} px`;
    const context = { viewport: { width, height: 844 }, reducedMotion: 'reduce' };
    return [
      { part: 'keyboard', name: `${name}, journey`, run: (browser) => journey(browser, site, context) },
      { part: 'keyboard', name: `${name}, stops`, run: (browser) => stops(browser, site, context) },
    ];
  }));
}

/** Home → all targets → a target → back to all targets → home, as one who has no mouse. */
function journey(browser, site, context) {
  return walk(browser, {
    base: site.base,
    pages: site.list.filter(({ kind }) => kind === 'home'),
    context,
    look: async (page) => {
      const faults = [];
      const address = (pattern) => ({ href }) => pattern.test(href.slice(site.base.length));
      await follow(page, address(/^\d{4}\/targets\/index\.html$/u), 'all targets', faults);
      const list = page.url();
      await follow(page, address(/^\d{4}\/targets\/(?!index|by\/)[^/]+\/index\.html$/u), 'a target', faults);
      await follow(page, ({ href }) => href === list, 'back to all targets', faults);
      await follow(page, address(/^index\.html$/u), 'back to home', faults);
      if (page.url() !== `${site.base}index.html`) faults.push(`the journey ends at ${page.url()}`);
      return faults;
    },
  });
}

/** Goes on with Tab until a stop `is` right, then opens it with Enter. */
async function follow(page, is, what, faults) {
  for (let pressed = 0; pressed < STOPS; pressed += 1) {
    const stop = await nextStop(page);
    if (!stop) break;
    faults.push(...stop.faults);
    if (!is(stop)) continue;
    await Promise.all([page.waitForURL(stop.href, { waitUntil: 'load' }), page.keyboard.press('Enter')]);
    return;
  }
  throw new Error(`no way by keyboard to ${what} from ${page.url()}`);
}

/** Every stop can be seen, none holds the keyboard, and nothing that can be used is left out. */
function stops(browser, site, context) {
  return walk(browser, {
    base: site.base,
    pages: site.list.filter(({ main }) => main),
    context,
    look: async (page) => {
      const expected = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true })).length);
      const faults = [];
      let met = 0;
      for (let stop = await nextStop(page); stop && met < STOPS; stop = await nextStop(page)) {
        faults.push(...stop.faults);
        met += 1;
      }
      if (met < Math.min(expected, STOPS)) faults.push(`${met} stops of the keyboard, ${expected} things to use`);
      if (met >= STOPS && expected < STOPS) faults.push(`the keyboard does not come to an end, ${expected} things to use`);
      return faults;
    },
  });
}
