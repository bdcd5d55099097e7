// Which pages of a built site are opened: one of every kind (all chapters and lists, and targets that look different), found through the
// manifest.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf } from './kinds.mjs';

/** Where the adopted words stand on a page; a drawing that the text calls for brings words of its own. */
export const NARRATIVE = '.narrative p:not(figure p)';

/** The kinds that carry most of what a page can hold; they are looked at in every mode and at every width. */
export const MAIN_KINDS = ['home', 'chapter', 'target', 'progress', 'list'];

/** Kinds of which every page is opened: their pages differ. */
const ALL_OF = ['chapter', 'list'];

/** Kinds that hold words of the report. */
const NARRATIVE_KINDS = ['chapter', 'full text'];

/** Targets that look different; a site of many targets has each of them. */
const TARGETS = {
  'target with figures': (html) => html.includes('<figure class="chart"'),
  'masked target': (html) => html.includes('原文隐去'),
  'target without a chart': (html) => !html.includes('<figure class="chart"'),
};
const MANY_TARGETS = 100;

/** Paths of the files of the site in folder `root` that end in `ending`, in order. */
export function filesOf(root, ending) {
  const manifest = join(root, 'manifest.json');
  if (!existsSync(manifest)) throw new Error(`no built site in ${root}`);
  return Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).files).filter((path) => path.endsWith(ending)).sort();
}

/** [{kind, path, narrative, main}] for the site in folder `root`. */
export function pages(root) {
  // A former address leads on at once; where it leads is looked at by itself.
  const stays = (path) => !readFileSync(join(root, path), 'utf8').includes('<meta http-equiv="refresh"');
  const all = filesOf(root, '.html').filter(stays).map((path) => ({ kind: kindOf(path), path }));
  const chosen = [];
  for (const [kind, group] of grouped(all)) {
    if (kind === 'target') chosen.push(...targets(root, group));
    else if (ALL_OF.includes(kind)) chosen.push(...group);
    else chosen.push(group[0]);
  }
  const firsts = new Set();
  return chosen.map(({ kind, path, look }) => {
    const main = MAIN_KINDS.includes(kind) && !firsts.has(kind);
    firsts.add(kind);
    return { kind, path, name: look ?? kind, narrative: NARRATIVE_KINDS.includes(kind), main };
  });
}

function grouped(all) {
  const groups = new Map();
  for (const page of all) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
  return groups;
}

function targets(root, group) {
  return Object.entries(TARGETS).flatMap(([look, holds]) => {
    const found = group.find(({ path }) => holds(readFileSync(join(root, path), 'utf8')));
    if (!found && group.length >= MANY_TARGETS) throw new Error(`the site in ${root} has no ${look}`);
    return found ? [{ ...found, look }] : [];
  });
}
