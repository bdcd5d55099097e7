// What there is to look at: themes, kinds of pages, modes. Everything that has to be there is, or the run fails; see pending.mjs.
import { KIND_NAMES, kindOf } from './kinds.mjs';
import { MODES, enter, look } from './modes.mjs';
import { filesOf } from './pages.mjs';
import { CONTENTS, THEMES, settle } from './pending.mjs';
import { walk } from './walk.mjs';

/** {faults, notes, modes}; `modes` holds the names of the modes that every site has. */
export async function takeStock(sites, browser) {
  const names = new Set(sites.map(({ name }) => name));
  const themes = THEMES.filter((theme) => CONTENTS.every((content) => names.has(`${content}-${theme}`)));
  const strangers = sites.filter(({ theme }) => !THEMES.includes(theme)).map(({ name }) => `${name} is built with a theme that parts/pending.mjs does not list`);
  const kinds = new Set(sites.flatMap(({ root }) => filesOf(root, '.html').map(kindOf)));
  const modes = await modesOf(sites, browser);
  const wanted = [
    ...THEMES.map((theme) => `theme ${theme}`),
    ...KIND_NAMES.map((kind) => `page ${kind}`),
    ...MODES.map(({ name }) => `mode ${name}`),
  ];
  const there = new Set([
    ...themes.map((theme) => `theme ${theme}`),
    ...[...kinds].map((kind) => `page ${kind}`),
    ...[...modes].map((mode) => `mode ${mode}`),
  ]);
  const { faults, notes } = settle(wanted, there);
  return { faults: [...strangers, ...faults], notes, modes };
}

/** The modes that can be entered on every site and look like no other there, but for those that are said to. */
async function modesOf(sites, browser) {
  const everywhere = new Set(MODES.map(({ name }) => name));
  for (const site of sites) {
    const looks = new Map();
    for (const mode of MODES) {
      const pages = site.list.filter(({ kind }) => kind === 'home');
      let seen;
      await walk(browser, { base: site.base, pages, mode, look: async (page) => {
        seen = (await enter(page, mode)).length === 0 ? await look(page) : undefined;
        return [];
      } });
      const twins = [...looks].filter(([name, other]) => other === seen && name !== mode.sameAs);
      // What is said to look the same has to: other parts look at one of the two only.
      const isSame = mode.sameOn?.includes(site.theme) ?? false;
      const isTwin = mode.sameAs === undefined || looks.get(mode.sameAs) === seen;
      if (seen === undefined || !isTwin || (twins.length > 0) !== isSame) everywhere.delete(mode.name);
      looks.set(mode.name, seen);
    }
  }
  return everywhere;
}
