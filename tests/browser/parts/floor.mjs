// The oldest readers: iOS 12 and Android WebView 69. Scripts have to parse as ES2017 and do without later functions; style sheets
// are served with everything taken out that such a browser does not know, and the pages have to stay whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { generate, parse as parseCss, walk as walkCss } from 'css-tree';
import { overflowFaults } from './checks/document.mjs';
import { wordFaults } from './checks/reflow.mjs';
import { filesOf } from './pages.mjs';
import { walk } from './walk.mjs';

const PROPERTIES = /^(?:gap|row-gap|column-gap|aspect-ratio|inset.*|overflow-wrap|text-wrap.*|text-underline-offset|text-decoration-thickness|(?:margin|padding)-(?:inline|block).*|accent-color|color-scheme|content-visibility|container.*|scroll-(?:margin|padding).*|overscroll-behavior.*|break-(?:inside|before|after)|print-color-adjust|text-size-adjust|translate|scale|rotate|place-(?:items|self|content)|font-variant-numeric|line-break|paint-order)$/u;
const FUNCTIONS = /^(?:min|max|clamp|color-mix|oklch|oklab|lab|lch|light-dark|env|fit-content)$/u;
const UNITS = /^(?:[sld]v[hwib]|[sld]vmin|[sld]vmax|v[ib]|lh|rlh|cap|ic|cq.*)$/u;
const WORDS = /^(?:anywhere|clip|revert|revert-layer|subgrid|fit-content|max-content|min-content)$/u;
// One selector that a browser does not know makes it drop the whole rule. (-webkit- ones it knows.)
const SELECTORS = /^(?:is|where|has|focus-visible|dir|modal|popover-open|user-valid|user-invalid|autofill)$/u;
const AT_RULES = /^(?:container|layer|property|scope|starting-style|supports|counter-style|position-try|view-transition)$/u;
const QUERIES = /prefers-color-scheme|prefers-contrast|prefers-reduced-motion|forced-colors|dynamic-range|[<>]|\bnot all\b/u;

/** A style sheet as an old browser understands it. */
export function lowered(css) {
  const tree = parseCss(css, { parseValue: true, parseCustomProperty: false });
  walkCss(tree, {
    leave(node, item, list) {
      if (!list) return;
      if (node.type === 'Declaration' && isNew(node)) list.remove(item);
      if (node.type === 'Rule' && hasNewSelector(node.prelude)) list.remove(item);
      if (node.type === 'Atrule' && (AT_RULES.test(node.name) || (node.name === 'media' && QUERIES.test(generate(node.prelude))))) list.remove(item);
    },
  });
  walkCss(tree, {
    visit: 'Rule',
    enter(rule) {
      rule.block.children = rule.block.children.filter(({ type }) => type === 'Declaration');
    },
  });
  return generate(tree);
}

function isNew(declaration) {
  // A property of its own is known, whatever it holds; it fails where it is used.
  if (PROPERTIES.test(declaration.property)) return true;
  let found = false;
  walkCss(declaration, (node) => {
    found ||= (node.type === 'Function' && FUNCTIONS.test(node.name)) || (node.type === 'Dimension' && UNITS.test(node.unit))
      || (node.type === 'Identifier' && WORDS.test(node.name) && !declaration.property.startsWith('overflow-'));
  });
  return found;
}

function hasNewSelector(prelude) {
  let found = false;
  walkCss(prelude, (node) => {
    const isPseudo = node.type === 'PseudoClassSelector' || node.type === 'PseudoElementSelector';
    found ||= isPseudo && (SELECTORS.test(node.name) || (node.name === 'not' && node.children && generate(node).includes(',')));
  });
  return found;
}

/** Functions that came after ES2017, or after those browsers; a page that needs one fails when it is gone. */
function forget() {
  const late = [
    [Array.prototype, 'flat flatMap at findLast findLastIndex toSorted toReversed with'],
    [String.prototype, 'replaceAll matchAll at trimStart trimEnd isWellFormed'],
    [Object, 'fromEntries groupBy hasOwn'],
    [Promise, 'allSettled any withResolvers'],
    [Element.prototype, 'replaceChildren'],
    [window, 'ResizeObserver structuredClone queueMicrotask BroadcastChannel'],
    [Navigator.prototype, 'clipboard share'],
    [AbortSignal, 'timeout any'],
  ];
  for (const [owner, names] of late) for (const name of names.split(' ')) delete owner[name];
}

export function jobs(sites, { long }) {
  return sites.flatMap((site) => [
    { part: 'old scripts', name: site.name, run: async () => parseAll(site) },
    ...[390, 1280].map((width) => ({
      part: 'old browsers',
      name: `${site.name}, ${width} px`,
      run: (browser) => walk(browser, {
        base: site.base,
        pages: long || width === 390 ? site.list : site.list.filter(({ main }) => main),
        context: { viewport: { width, height: 900 } },
        prepare: async (page) => {
          await page.addInitScript(forget);
          await page.route('**/*.css', async (route) => {
            const path = new URL(route.request().url()).pathname.slice(new URL(site.base).pathname.length);
            await route.fulfill({ contentType: 'text/css', body: lowered(readFileSync(join(site.root, path), 'utf8')) });
          });
        },
        look: async (page) => [...await overflowFaults(page), ...await wordFaults(page), ...await textFaults(page)],
      }),
    })),
  ]);
}

/** The heading and the first words of the main part can be read. */
function textFaults(page) {
  return page.evaluate(() => {
    const main = document.querySelector('main');
    const heading = document.querySelector('h1');
    const faults = [];
    if (main.innerText.trim().length < 10) faults.push('no words in the main part');
    if (heading.getClientRects().length === 0) faults.push('no heading to see');
    if (document.styleSheets.length === 0 || getComputedStyle(document.body).marginTop !== '0px') faults.push('without its style sheet');
    return faults;
  });
}

function parseAll(site) {
  const paths = filesOf(site.root, '.js');
  return { count: paths.length, faults: paths.flatMap((path) => scriptFaults(path, readFileSync(join(site.root, path), 'utf8'))) };
}

export function scriptFaults(path, source) {
  try {
    parse(source, { ecmaVersion: 2017, sourceType: 'script' });
    return [];
  } catch (error) {
    return [`${path} is no ES2017: ${error.message}`];
  }
}
