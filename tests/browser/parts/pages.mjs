// Which pages of a built site are opened. Addresses that the contract fixes are named; the rest (a target, an office, a
// list …) are found in the tree, and a kind that is not found fails the run: a suite that opens less than it should is no
// suite.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The report of the sample. */
export const YEAR = '2022';

/** Where the adopted words stand on a page. */
export const NARRATIVE = '.narrative p';

const CHAPTERS = ['goals', 'industry', 'town', 'village', 'livelihood', 'government'];

/** [{kind, path, narrative}] for the site in folder `site`; throws when a kind has no page. */
export function pages(site) {
  const list = [
    page('home', 'index.html'),
    page('year', `${YEAR}/index.html`),
    ...CHAPTERS.map((slug) => page('chapter', `${YEAR}/${slug}/index.html`, true)),
    page('full text', `${YEAR}/full/index.html`, true),
    page('print', `${YEAR}/print/index.html`, true),
    page('glossary', `${YEAR}/glossary/index.html`),
    page('targets', `${YEAR}/targets/index.html`),
    page('filter by status', first(site, `${YEAR}/targets/by/status`)),
    page('filter by chapter', first(site, `${YEAR}/targets/by/chapter`)),
    ...targets(site),
    page('progress', `${YEAR}/progress/index.html`),
    page('office', first(site, `${YEAR}/offices`)),
    page('list', first(site, `${YEAR}/lists`)),
    page('method', 'method/index.html'),
    page('about', 'about/index.html'),
    page('accessibility', 'accessibility/index.html'),
    page('search', 'search/index.html'),
    page('glossary', `${YEAR}/glossary/index.html`),
    page('site map', 'sitemap/index.html'),
    page('not found', '404.html'),
  ];
  const missing = list.filter(({ path }) => !path || !existsSync(join(site, path)));
  if (missing.length > 0) {
    const names = missing.map(({ kind, path }) => `${kind} (${path ?? 'none found'})`).join(', ');
    throw new Error(`pages that the site should have: ${names}`);
  }
  return list;
}

function page(kind, path, narrative = false) {
  return { kind, path, narrative };
}

/** The first sub-folder (by name) of `folder` that is a page. */
function first(site, folder) {
  const names = existsSync(join(site, folder)) ? readdirSync(join(site, folder)).sort() : [];
  const name = names.find((entry) => existsSync(join(site, folder, entry, 'index.html')));
  return name && `${folder}/${name}/index.html`;
}

/** One target page of a few kinds that look different: with figures, with its number hidden in the text, by stages. */
function targets(site) {
  const folder = `${YEAR}/targets`;
  return [
    page('target with figures', targetHaving(site, folder, (html) => html.includes('<figure class="chart"'))),
    page('masked target', targetHaving(site, folder, (html) => html.includes('原文隐去'))),
    page('target without a chart', targetHaving(site, folder, (html) => !html.includes('<figure class="chart"'))),
  ];
}

function targetHaving(site, folder, holds) {
  const names = existsSync(join(site, folder)) ? readdirSync(join(site, folder)).sort() : [];
  const name = names.find((entry) => {
    const file = join(site, folder, entry, 'index.html');
    return entry !== 'by' && existsSync(file) && holds(readFileSync(file, 'utf8'));
  });
  return name && `${folder}/${name}/index.html`;
}
