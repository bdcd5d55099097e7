// Takes pictures of the main pages for people to look at; judges nothing.
//
//   node screenshots.mjs [FOLDER] [SITE]     default: target/screenshots of the project, and its public/
//   node screenshots.mjs FOLDER SITE 2022/index.html …     only these pages
//   node screenshots.mjs --readme [SITE]     the pictures of the README, in tests/screens
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { launch } from './parts/chromium.mjs';
import { serve } from './parts/server.mjs';
import { pages } from './parts/pages.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const WIDTHS = [390, 1280];

// A desk, a phone in the dark, and large type.
const README = [
  { name: 'home', path: 'index.html', width: 1280, height: 1400, scheme: 'light' },
  { name: 'chapter', path: '2022/industry/index.html', width: 390, height: 844, scheme: 'dark' },
  { name: 'elder', path: '2022/targets/gdp/index.html', width: 390, height: 844, scheme: 'light', elder: true },
];

const isReadme = process.argv[2] === '--readme';
const folder = isReadme ? join(PROJECT, 'tests/screens') : resolve(process.argv[2] ?? join(PROJECT, 'target/screenshots'));
const site = resolve(process.argv[3] ?? join(PROJECT, 'public'));
const named = process.argv.slice(4);
const paths = named.length > 0 ? named : pages(site).map(({ path }) => path);

mkdirSync(folder, { recursive: true });
const server = await serve(site, '/zwgk/zt/');
const browser = await launch();
if (isReadme) {
  for (const { name, path, width, height, scheme, elder } of README) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, locale: 'zh-CN' });
    await page.goto(server.base + path, { waitUntil: 'load' });
    if (elder) await page.click('label[for=view-elder]');
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
}
for (const width of isReadme ? [] : WIDTHS) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  for (const path of paths) {
    const name = path.replace(/(\/?index)?\.html$/u, '').replaceAll('/', '-') || 'home';
    await page.goto(server.base + path, { waitUntil: 'load' });
    // The first window is what a reader meets; the whole page shows the rest.
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
    await page.screenshot({ path: join(folder, `${name}-${width}-whole.png`), fullPage: true });
  }
  await context.close();
}
await browser.close();
await server.close();
console.log(`${isReadme ? README.length : paths.length * WIDTHS.length * 2} pictures in ${folder}`);
