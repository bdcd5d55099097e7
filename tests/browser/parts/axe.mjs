// Accessibility by rule: axe-core, WCAG 2.0 to 2.2 A and AA and best practices, nothing let through. Every kind of page once on a
// phone; the main kinds in every mode at every width, of modes that look the same (which is held elsewhere) in one; with --long every kind
// everywhere.
import { axeFaults, chartTextFaults } from './checks/axe.mjs';
import { MODES } from './modes.mjs';
import { walk } from './walk.mjs';

const WIDTHS = [1280, 390, 320];

export function jobs(sites, { long, modes }) {
  const isOwn = (site, { sameAs, sameOn = [] }) => long || !(sameAs || sameOn.includes(site.theme));
  return sites.flatMap((site) => MODES.filter((mode) => modes.has(mode.name) && isOwn(site, mode)).flatMap((mode) => WIDTHS.map((width) => {
    const isPhone = mode.name === 'light' && width === 390;
    const pages = long || isPhone ? site.list : site.list.filter(({ main }) => main);
    return {
      part: 'axe',
      name: `${site.name}, ${mode.name}, ${width} px`,
      run: (browser) => walk(browser, {
        base: site.base,
        pages,
        mode,
        context: { viewport: { width, height: 900 } },
        look: async (page) => [...await axeFaults(page), ...await chartTextFaults(page)],
      }),
    };
  })));
}
