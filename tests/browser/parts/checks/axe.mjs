// axe-core on an open page, and what axe leaves undecided: the words inside drawings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Violations, and whatever axe could not decide outside of drawings. */
export async function axeFaults(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const options = { runOnly: tags, resultTypes: ['violations', 'incomplete'], preload: false, iframes: false };
    const { violations, incomplete } = await window.axe.run(document, options);
    // Words in drawings have a check of their own; a table that is pushed aside is decided where it has room.
    const isDecidedElsewhere = ({ target }) => document.querySelector(target[0])?.closest('svg.gk-chart, .scroll') !== null;
    const undecided = incomplete.flatMap((rule) => {
      const nodes = rule.nodes.filter((node) => rule.id !== 'color-contrast' || !isDecidedElsewhere(node));
      return nodes.length > 0 ? [{ ...rule, id: `undecided ${rule.id}`, nodes }] : [];
    });
    return [...violations, ...undecided].map(({ id, help, nodes }) => {
      const why = nodes[0].any[0]?.message ?? nodes[0].all[0]?.message ?? nodes[0].none[0]?.message ?? '';
      return `axe ${id}: ${help}, ${nodes.length} × such as ${nodes[0].html.slice(0, 160)} (${why})`;
    });
  }, TAGS);
}

/** Words in drawings stand out 4.5:1 from their halo, or from the area that they are written on. The watermark is no text to read. */
export async function chartTextFaults(page) {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminance = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
      const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const cache = new Map();
    const ratio = (a, b) => {
      const key = `${a}|${b}`;
      if (!cache.has(key)) {
        const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
        cache.set(key, (light + 0.05) / (dark + 0.05));
      }
      return cache.get(key);
    };
    // The colour of the last area drawn before a text and under its middle.
    const areaUnder = (text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const isUnder = (shape) => {
        const box = shape.getBoundingClientRect();
        const isBefore = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
        return isBefore && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom && /^rgb/u.test(getComputedStyle(shape).fill);
      };
      const shapes = [...text.closest('svg').querySelectorAll('rect, path, polygon')].filter(isUnder);
      return shapes.length > 0 ? getComputedStyle(shapes[shapes.length - 1]).fill : getComputedStyle(document.body).backgroundColor;
    };
    const faults = new Set();
    for (const text of document.querySelectorAll('svg.gk-chart text')) {
      if (text.closest('.gk-demo') || text.getClientRects().length === 0) continue;
      const { fill, stroke, strokeWidth, paintOrder } = getComputedStyle(text);
      const place = `“${text.textContent.slice(0, 12)}” in a drawing`;
      const hasHalo = stroke !== 'none' && parseFloat(strokeWidth) >= 2 && paintOrder.startsWith('stroke');
      const found = ratio(fill, hasHalo ? stroke : areaUnder(text));
      if (found < 4.5) faults.add(`${place} has a contrast of ${found.toFixed(2)}:1`);
    }
    return [...faults].slice(0, 5);
  });
}
