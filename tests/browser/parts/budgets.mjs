// What a page may weigh and do before it can be read: bytes, requests, script, shifts of its layout, seconds on slow 3G; and that
// what has come does not lie on other words.
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kindOf } from './kinds.mjs';
import { filesOf } from './pages.mjs';
import { wordFaults } from './checks/reflow.mjs';
import { walk } from './walk.mjs';

const KB = 1024;
const HOME = 60 * KB;
const PAGE = 40 * KB;
const SCRIPT = 8 * KB;
// Before there is something to read. Pictures that come when they are scrolled to do not count; the page that is a picture has it
// on top.
const REQUESTS = { picture: 5, other: 4 };
// As long as they need to be: all targets in one table, and what is meant for paper.
const UNBOUND = ['targets', 'ledger', 'print'];

// Slow 3G, and a server that does not even compress: worse than what readers have.
const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const READABLE_MS = 6_000;

export function jobs(sites, { long }) {
  const weighed = sites.map((site) => ({ part: 'weight', name: site.name, run: async () => weighAll(site) }));
  const loaded = sites.flatMap((site) => [390, 1280].map((width) => ({
    part: 'loading',
    name: `${site.name}, ${width} px`,
    run: (browser) => load(browser, site, long || width === 390 ? site.list : site.list.filter(({ main }) => main), width),
  })));
  const arriving = sites.map((site) => ({
    part: 'arriving',
    name: site.name,
    run: (browser) => arrive(browser, site, long ? site.list : site.list.filter(({ main }) => main)),
  }));
  const slow = sites.map((site) => ({
    part: 'slow 3G',
    name: site.name,
    run: (browser) => loadSlowly(browser, site, long ? site.list : site.list.filter(({ main }) => main)),
  }));
  return [...weighed, ...loaded, ...arriving, ...slow];
}

/** Style sheets and scripts that the source of a page loads before anything is done on it. */
const PARTS = { css: /<link rel="stylesheet" href="([^"]+)"/gu, script: /<script[^>]* src="([^"]+)"/gu };

function weighAll(site) {
  const heaviest = new Map();
  const faults = [];
  const all = filesOf(site.root, '.html');
  for (const path of all) {
    const kind = kindOf(path);
    const weight = weigh(site.root, path);
    faults.push(...weightFaults(kind, weight).map((fault) => `${path}: ${fault}`));
    if (weight.total > (heaviest.get(kind)?.total ?? 0)) heaviest.set(kind, weight);
  }
  const line = ({ total, script }) => `${(total / KB).toFixed(1)} KB${script ? ` (script ${(script / KB).toFixed(1)})` : ''}`;
  const notes = [`${site.name}: at most ${[...heaviest].map(([kind, weight]) => `${kind} ${line(weight)}`).join(', ')}`];
  return { count: all.length, faults, notes };
}

/** Compressed bytes of a page with what it loads: {total, script}. */
function weigh(root, path) {
  const source = readFileSync(join(root, path));
  const size = (bytes) => gzipSync(bytes).length;
  const sum = (pattern) => [...source.toString().matchAll(pattern)]
    .reduce((bytes, [, href]) => bytes + size(readFileSync(place(root, path, href))), 0);
  const script = sum(PARTS.script);
  return { total: size(source) + sum(PARTS.css) + script, script };
}

/** The file of an address on a page. An address from the root of the host stands below a prefix that no folder has. */
function place(root, path, href) {
  return href.startsWith('/') ? join(root, href.slice(href.indexOf('assets/'))) : join(root, posix.join(dirname(path), href));
}

/** What is over budget. */
export function weightFaults(kind, { total, script }) {
  const budget = kind === 'home' ? HOME : PAGE;
  const over = (what, bytes, bound) => (bytes > bound ? [`${what} ${(bytes / KB).toFixed(1)} KB compressed, ${bound / KB} are right`] : []);
  return [...UNBOUND.includes(kind) ? [] : over('weighs', total, budget), ...over('scripts weigh', script, SCRIPT)];
}

/** Counts requests and shifts while a page loads and is read to its end, then looks for words on words. */
async function load(browser, site, pages, width) {
  let requests = [];
  return walk(browser, {
    base: site.base,
    pages,
    context: { viewport: { width, height: 900 } },
    prepare: async (page) => {
      await recordShifts(page);
      page.on('request', (request) => {
        if (request.isNavigationRequest()) requests = [];
        if (!request.url().startsWith('data:') && !request.url().endsWith('/favicon.ico')) requests.push(request.url());
      });
    },
    look: async (page, { kind }) => {
      const lazy = await page.evaluate(() => [...document.querySelectorAll('img[loading="lazy"]')].map(({ src }) => src));
      const counted = requests.filter((address) => !lazy.includes(address)).length;
      const bound = REQUESTS[kind] ?? REQUESTS.other;
      await page.evaluate(() => new Promise((done) => {
        window.scrollTo(0, document.body.scrollHeight);
        requestAnimationFrame(() => requestAnimationFrame(done));
      }));
      const faults = counted > bound ? [`${counted} requests, ${bound} are right`] : [];
      return [...faults, ...await shiftFaults(page), ...await wordFaults(page)];
    },
  });
}

/** A page that comes in pieces is painted before it is whole: what stands on it stays where it is. */
function arrive(browser, site, pages) {
  return walk(browser, {
    base: site.slowBase,
    pages,
    context: { viewport: { width: 390, height: 900 } },
    prepare: recordShifts,
    look: shiftFaults,
  });
}

export function recordShifts(page) {
  return page.addInitScript(() => {
    window.layoutShifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = entry.sources.map(({ node }) => node?.nodeName.toLowerCase() + (node?.className ? `.${node.className}` : ''));
        window.layoutShifts.push({ value: entry.value, moved: moved.join(' ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

// A tenth of what counts as good (0.1): a line that a browser paints before its last words have come may still give way.
const SHIFT = 0.01;

export async function shiftFaults(page) {
  const shifts = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(window.layoutShifts), 100))));
  const sum = shifts.reduce((all, { value }) => all + value, 0);
  return sum > SHIFT ? [`the layout shifts by ${sum.toFixed(4)}: ${shifts.map(({ moved }) => moved).join(', ')}`] : [];
}

/** Milliseconds until words stood on the page; the browser tells of it a moment later. */
function firstWords(page) {
  return page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') done(startTime);
    }).observe({ type: 'paint', buffered: true });
    setTimeout(() => done(Infinity), 15_000);
  }));
}

/** How long a reader on a slow line waits for words, without the cache. */
async function loadSlowly(browser, site, pages) {
  let slowest = { ms: 0 };
  const result = await walk(browser, {
    base: site.base,
    pages,
    context: { viewport: { width: 390, height: 844 } },
    prepare: async (page) => {
      await recordShifts(page);
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      await session.send('Network.emulateNetworkConditions', SLOW);
    },
    look: async (page, { path }) => {
      const ms = await firstWords(page);
      if (ms > slowest.ms) slowest = { ms, path };
      const late = ms > READABLE_MS ? [`words after ${(ms / 1000).toFixed(1)} s on slow 3G, ${READABLE_MS / 1000} are right`] : [];
      return [...late, ...await shiftFaults(page)];
    },
  });
  return { ...result, notes: [`${site.name}: words on slow 3G after at most ${(slowest.ms / 1000).toFixed(1)} s (${slowest.path})`] };
}
