// The kinds of pages, told by address. Every page of a built site is of exactly one kind; a page that is of none fails the run,
// so that a new kind of page cannot be forgotten by the checks.

const YEAR = '\\d{4}';
const SLUG = '[a-z0-9][a-z0-9-]*';
// What may stand under a year and is no chapter.
const RESERVED = 'targets|progress|ledger|offices|lists|picture|full|print|data|glossary';
const CHARTS = ['bullet', 'bullets', 'compare', 'heat', 'nodes', 'quarters', 'results', 'satisfaction', 'stages', 'status', 'trend', 'votes'];

const ADDRESSES = {
  home: 'index.html',
  year: `${YEAR}/index.html`,
  chapter: `${YEAR}/(?!(?:${RESERVED})/)${SLUG}/index.html`,
  'full text': `${YEAR}/full/index.html`,
  targets: `${YEAR}/targets/index.html`,
  target: `${YEAR}/targets/(?!by/)${SLUG}/index.html`,
  'filter by chapter': `${YEAR}/targets/by/chapter/${SLUG}/index.html`,
  'filter by measure': `${YEAR}/targets/by/measure/${SLUG}/index.html`,
  'filter by office': `${YEAR}/targets/by/office/${SLUG}/index.html`,
  'filter by status': `${YEAR}/targets/by/status/${SLUG}/index.html`,
  progress: `${YEAR}/progress/index.html`,
  ledger: `${YEAR}/ledger/index.html`,
  offices: `${YEAR}/offices/index.html`,
  office: `${YEAR}/offices/${SLUG}/index.html`,
  list: `${YEAR}/lists/${SLUG}/index.html`,
  picture: `${YEAR}/picture/index.html`,
  print: `${YEAR}/print/(?:.*/)?index.html`,
  glossary: `${YEAR}/glossary/index.html`,
  data: 'data/index.html',
  changes: 'changes/(?:page/\\d+/)?index.html',
  method: 'method/index.html',
  about: 'about/index.html',
  accessibility: 'accessibility/index.html',
  'site map': 'sitemap/index.html',
  'not found': '404.html',
  search: 'search/index.html',
  columns: 'columns/index.html',
  column: `columns/${SLUG}/(?:page/\\d+/)?index.html`,
  article: `columns/${SLUG}/(?!page/)${SLUG}/index.html`,
  catalogue: 'catalog/(?:.*/)?index.html',
  archive: 'archive/index.html',
  'archived page': 'archive/\\d{4}-\\d{2}-\\d{2}/.*\\.html',
  ...Object.fromEntries(CHARTS.map((chart) => [`embedded ${chart}`, `charts/${YEAR}/${chart}-${SLUG}.html`])),
};

const KINDS = Object.entries(ADDRESSES).map(([kind, address]) => ({ kind, pattern: new RegExp(`^${address}$`, 'u') }));

export const KIND_NAMES = KINDS.map(({ kind }) => kind);

/** The kind of the page at `path`; throws when it is of no kind, or of two. */
export function kindOf(path) {
  const kinds = KINDS.filter(({ pattern }) => pattern.test(path)).map(({ kind }) => kind);
  if (kinds.length !== 1) throw new Error(`${path} is a page of ${kinds.length === 0 ? 'no known kind' : kinds.join(' and ')}: see parts/kinds.mjs`);
  return kinds[0];
}
