// The built sites that a run looks at: one folder each, named `<content>-<theme>`, below one folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pages } from './pages.mjs';
import { serve } from './server.mjs';

// A column below a county portal; the official site says itself where it is served.
const PREFIXES = { sample: '/zwgk/zt/', official: '/zwgk/' };

/** Opens every site in `folder`; the caller closes each. */
export async function openSites(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'manifest.json'))).sort() : [];
  return Promise.all(names.map((name) => openSite(join(folder, name), name)));
}

async function openSite(root, name) {
  const [, content, theme] = /^(sample|official)-([a-z]+)$/u.exec(name) ?? [];
  if (!content) throw new Error(`${root}: a site's folder is named <sample|official>-<theme>`);
  const { base, close } = await serve(root, PREFIXES[content]);
  const slow = await serve(root, PREFIXES[content], { slowly: true });
  const list = pages(root);
  const stick = pathToFileURL(root).href + '/';
  return { name, root, content, theme, isSample: content === 'sample', base, slowBase: slow.base, stick, list, close: () => Promise.all([close(), slow.close()]) };
}

/** Pages that work from a folder: an error page with fixed addresses is only ever answered by a server. */
export function worksFromFolder(site, { path, kind }) {
  return kind !== 'not found' || !/<link rel="stylesheet" href="\//u.test(readFileSync(join(site.root, path), 'utf8'));
}
