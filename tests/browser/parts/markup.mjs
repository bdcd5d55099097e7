// Every page of every site through the Nu HTML checker, every drawing through an XML parser and the checker's SVG rules.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { filesOf } from './pages.mjs';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
// The checker opens files, and to it a file has no origin that 'self' could mean; the browser judges the policy itself.
const NOT_FROM_FILES = /^Resource violates Content Security Policy \(meta tag\): .* blocked by/u;

// Two files that have to be complained about, so that a checker that looked at nothing is noticed.
const BROKEN = {
  'broken.html': '<!doctype html><html lang="zh-CN"><title>x</title><p><section></p>',
  'broken.svg': '<svg xmlns="http://www.w3.org/2000/svg"><foo/></svg>',
};

export function jobs(sites) {
  return [
    { part: 'markup', name: 'Nu HTML checker', run: () => checkAll(sites) },
    ...sites.map((site) => ({ part: 'drawings', name: site.name, run: (browser) => parseAll(browser, site) })),
  ];
}

async function checkAll(sites) {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-markup-'));
  for (const [name, text] of Object.entries(BROKEN)) writeFileSync(join(folder, name), text);
  const broken = Object.keys(BROKEN).map((name) => join(folder, name));
  // By name: of a whole folder the checker would read pictures and tables as pages too.
  const files = sites.flatMap(({ root }) => ['.html', '.svg'].flatMap((ending) => filesOf(root, ending).map((path) => join(root, path))));
  const messages = await check([...broken, ...files]).finally(() => rmSync(folder, { recursive: true }));
  const unnoticed = Object.keys(BROKEN).filter((name) => !messages.some(({ url, type }) => type === 'error' && url?.endsWith(`/${name}`)));
  const faults = messages
    .filter(({ url, message }) => !url?.includes('/gongkai-markup-') && !NOT_FROM_FILES.test(message))
    .map(({ url, lastLine, message, extract }) => `${url ? fileURLToPath(url) : ''}:${lastLine ?? ''} ${message} ${extract ?? ''}`.replaceAll('\n', ' '));
  return { count: files.length, faults: [...unnoticed.map((name) => `the checker did not notice ${name}`), ...faults] };
}

/** All messages about some files; one start of the machine for all of them. */
async function check(files) {
  const options = ['-Xss2m', '-jar', JAR, '--format', 'json', '--also-check-svg', '--exit-zero-always', ...files];
  const { stderr } = await promisify(execFile)('java', options, { maxBuffer: 256 << 20 }).catch((error) => {
    if (error.code === 'ENOENT') throw new Error('no Java runtime: install Debian’s default-jre-headless');
    throw error;
  });
  return JSON.parse(stderr).messages;
}

/** Drawings as files, and those inside pages: a page's parser forgives what a drawing taken out of it would break on. */
async function parseAll(browser, site) {
  const drawings = filesOf(site.root, '.svg').map((path) => ({ path, text: readFileSync(join(site.root, path), 'utf8') }));
  for (const path of filesOf(site.root, '.html')) {
    for (const [text] of readFileSync(join(site.root, path), 'utf8').matchAll(/<svg\b[\s\S]*?<\/svg>/gu)) drawings.push({ path, text, inline: true });
  }
  if (!drawings.some(({ inline }) => inline) || drawings.every(({ inline }) => inline)) return { faults: ['no drawings found'] };
  const page = await browser.newPage();
  const faults = await drawingFaults(page, drawings).finally(() => page.close());
  return { count: drawings.length, faults };
}

/** Which of [{path, text, inline}] are no XML, or load something. */
export function drawingFaults(page, drawings) {
  return page.evaluate((all) => {
    const SVG = 'http://www.w3.org/2000/svg';
    const faults = [];
    const seen = new Set();
    for (const { path, text, inline } of all) {
      if (inline && seen.has(text)) continue;
      seen.add(text);
      const whole = inline && !text.includes('xmlns=') ? text.replace('<svg', `<svg xmlns="${SVG}"`) : text;
      const parsed = new DOMParser().parseFromString(whole, 'image/svg+xml');
      const error = parsed.querySelector('parsererror');
      if (error) {
        faults.push(`${path}: no well-formed drawing: ${error.textContent.slice(0, 120)} in ${text.slice(0, 80)}`);
        continue;
      }
      if (parsed.documentElement.namespaceURI !== SVG) faults.push(`${path}: a drawing outside SVG's name space`);
      for (const element of parsed.querySelectorAll('script, foreignObject, image, [href]:not([href^="#"])')) {
        faults.push(`${path}: <${element.localName}> in a drawing`);
      }
    }
    return faults;
  }, drawings);
}
