// Forced colours (the high-contrast setting of Windows): a reader's own few colours replace ours, so what was told by a colour or
// a filled area has to be told by a line or a word.
import { chartTextFaults } from './checks/axe.mjs';
import { overflowFaults } from './checks/document.mjs';
import { nextStop } from './checks/focus.mjs';
import { walk } from './walk.mjs';

const STOPS = 8;

export function jobs(sites) {
  return sites.flatMap((site) => ['light', 'dark'].map((colorScheme) => ({
    part: 'forced colours',
    name: `${site.name}, ${colorScheme}`,
    run: (browser) => walk(browser, {
      base: site.base,
      pages: site.list.filter(({ main }) => main),
      context: { viewport: { width: 1280, height: 900 }, forcedColors: 'active', colorScheme, reducedMotion: 'reduce' },
      look: async (page) => {
        const faults = [...await forcedFaults(page), ...await chartTextFaults(page), ...await overflowFaults(page)];
        for (let pressed = 0; pressed < STOPS; pressed += 1) faults.push(...(await nextStop(page))?.faults ?? []);
        return faults;
      },
    }),
  })));
}

export function forcedFaults(page) {
  return page.evaluate(() => {
    const faults = new Set();
    if (!matchMedia('(forced-colors: active)').matches) faults.add('the browser forces no colours');
    const probe = document.body.appendChild(document.createElement('i'));
    const system = (name) => {
      probe.style.color = name;
      return getComputedStyle(probe).color;
    };
    const ground = system('Canvas');
    probe.remove();
    for (const chip of document.querySelectorAll('.chip, .tag, .option')) {
      const { borderTopStyle, borderTopWidth, textDecorationLine } = getComputedStyle(chip);
      if (chip.textContent.trim() === '') faults.add('a status without a word');
      // In a list of standing work and in a box of its own the word stands alone.
      const isChip = chip.matches('.chip') && !chip.closest('.counts, .standing, .standing-list');
      if (isChip && (borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1)) faults.add(`the status ${chip.textContent.trim()} has no edge`);
      if (chip.matches('a') && borderTopStyle === 'none' && textDecorationLine === 'none') faults.add(`the link ${chip.textContent.trim()} looks like text`);
    }
    const seen = (shape) => {
      const { fill, stroke, strokeWidth } = getComputedStyle(shape);
      return (fill !== 'none' && fill !== ground) || (stroke !== 'none' && stroke !== ground && parseFloat(strokeWidth) > 0);
    };
    for (const tone of ['main', 'done', 'ahead', 'ok', 'behind', 'missed', 'goal', 'line', 'deep', 'pale', 'edge', 'axis', 'pace']) {
      const shapes = [...document.querySelectorAll(`svg.gk-chart .gk-${tone}:not(text):not(g)`)];
      if (shapes.some((shape) => !seen(shape))) faults.add(`a shape of .gk-${tone} cannot be seen`);
    }
    return [...faults];
  });
}
