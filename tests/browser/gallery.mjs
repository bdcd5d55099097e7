// Takes a picture of each page of a gallery of charts in every setting; judges nothing. Called by tests/gallery.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './parts/chromium.mjs';

const SETTINGS = {
  light: { width: 900 },
  dark: { width: 900, colorScheme: 'dark' },
  print: { width: 900, media: 'print' },
  contrast: { width: 900, forcedColors: 'active' },
  phone: { width: 390 },
  'phone-dark': { width: 390, colorScheme: 'dark' },
  small: { width: 320 },
};

const folder = resolve(process.argv[2]);
const names = readdirSync(folder).filter((name) => name.endsWith('.html') && name !== 'index.html');
const browser = await launch();
for (const [setting, { width, colorScheme = 'light', media = 'screen', forcedColors = 'none' }] of Object.entries(SETTINGS)) {
  const context = await browser.newContext({ viewport: { width, height: 700 }, locale: 'zh-CN', colorScheme, forcedColors });
  const page = await context.newPage();
  await page.emulateMedia({ media });
  for (const name of names) {
    await page.goto(pathToFileURL(join(folder, name)).href);
    await page.screenshot({ path: join(folder, name.replace('.html', `-${setting}.png`)), fullPage: true });
  }
  await context.close();
}
await browser.close();
console.log(`${names.length * Object.keys(SETTINGS).length} pictures of ${names.length} pages in ${folder}`);
