// Takes pictures of the main pages for people to look at; judges nothing.
//
//   node screenshots.mjs [FOLDER] [SITE]     default: target/screenshots of the project, and its public/
//   node screenshots.mjs FOLDER SITE 2022/index.html …     only these pages
//   node screenshots.mjs --readme [SITE]     the picture of the README, tests/screens/home.png
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { launch } from './parts/chromium.mjs';
import { serve } from './parts/server.mjs';
import { pages } from './parts/pages.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const WIDTHS = [390, 1280];

const isReadme = process.argv[2] === '--readme';
const folder = isReadme ? join(PROJECT, 'tests/screens') : resolve(process.argv[2] ?? join(PROJECT, 'target/screenshots'));
const site = resolve(process.argv[3] ?? join(PROJECT, 'public'));
const named = process.argv.slice(4);
const paths = named.length > 0 ? named : pages(site).map(({ path }) => path);

mkdirSync(folder, { recursive: true });
const server = await serve(site, '/zwgk/zt/');
const browser = await launch();
if (isReadme) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1400 }, locale: 'zh-CN' });
  await page.goto(`${server.base}index.html`, { waitUntil: 'load' });
  await page.screenshot({ path: join(folder, 'home.png') });
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
console.log(`${isReadme ? 1 : paths.length * WIDTHS.length * 2} pictures in ${folder}`);
