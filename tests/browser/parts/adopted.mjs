// The adopted text is a deliberated text: what a reader selects on a page must be its words and nothing else. White space
// does not count, nor the full stop that a run-in heading loses when it becomes a heading, nor the numbering of chapters.
import { readFileSync } from 'node:fs';

const bare = (text) => text.replace(/\s+/gu, '');
const unnumbered = (text) => text.replace(/^[一二三四五六七八九十]+、/u, '');
const unstopped = (text) => text.replace(/。$/u, '');

/** Reads the report: one {text, heading, body} a paragraph, `body` being the words after a run-in heading. */
export function readAdopted(file) {
  return readFileSync(file, 'utf8').split('\n').map(bare).filter((line) => line !== '').map((text) => {
    const stop = text.indexOf('。');
    const title = stop === -1 ? text : text.slice(0, stop);
    return {
      text,
      heading: unstopped(unnumbered(title)),
      body: stop === -1 ? '' : text.slice(stop + 1),
    };
  });
}

/** What a reader gets who selects each narrative paragraph, and the headings of the page. */
export async function readPage(page, selector) {
  return page.evaluate((paragraphs) => {
    const selection = getSelection();
    const selected = [...document.querySelectorAll(paragraphs)].map((paragraph) => {
      selection.removeAllRanges();
      selection.selectAllChildren(paragraph);
      return selection.toString();
    });
    selection.removeAllRanges();
    const headings = [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => heading.innerText);
    return { selected, headings };
  }, selector);
}

/**
 * Compares what was selected on a page with the adopted text. Returns {faults, found}; `found` holds the numbers of the
 * paragraphs that stand there, so that a run can tell whether the pages together hold the whole report.
 */
export function compare(adopted, { selected, headings }) {
  const faults = [];
  const found = [];
  const titles = new Set(headings.map((heading) => unstopped(unnumbered(bare(heading)))));
  for (const words of selected.map(bare)) {
    const at = adopted.findIndex(({ text, body }) => words === text || (body !== '' && words === body));
    if (at === -1) {
      faults.push(`selected words that are not the adopted ones: ${nearest(adopted, words)}`);
      continue;
    }
    found.push(at);
    if (words !== adopted[at].text && !titles.has(adopted[at].heading)) {
      faults.push(`the run-in heading “${adopted[at].heading}” is not a heading of the page`);
    }
  }
  // A paragraph that is a chapter's title and nothing else stands as a heading.
  adopted.forEach(({ body, heading }, at) => {
    if (body === '' && titles.has(heading)) found.push(at);
  });
  return { faults, found };
}

/** Where `words` leave the adopted text, for a reader who has to mend it. */
function nearest(adopted, words) {
  const shared = (text) => {
    let n = 0;
    while (n < text.length && n < words.length && text[n] === words[n]) n += 1;
    return n;
  };
  const best = adopted.flatMap(({ text, body }) => [text, body]).reduce((a, b) => (shared(b) > shared(a) ? b : a), '');
  const n = shared(best);
  return `“…${words.slice(Math.max(0, n - 8), n + 16)}…”, adopted “…${best.slice(Math.max(0, n - 8), n + 16)}…”`;
}

/** Paragraphs that no page, or more than one page, holds. `found` is the list of numbers over all chapter pages. */
export function coverageFaults(adopted, found) {
  return adopted.flatMap(({ text }, at) => {
    const times = found.filter((number) => number === at).length;
    return times === 1 ? [] : [`“${text.slice(0, 20)}…” stands on ${times} chapter pages, one is right`];
  });
}
