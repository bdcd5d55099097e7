// A chapter on paper: the PDF that the browser prints holds the adopted words, all of them and unbroken, says what kind of site
// it is from, and leaves out what only a screen needs.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compare, readPage } from './adopted.mjs';
import { NARRATIVE } from './pages.mjs';
import { walk } from './walk.mjs';

const bare = (text) => text.normalize('NFKC').replace(/\s+/gu, '');
// It stands between two halves of a paragraph that goes on overleaf.
const NUMBER_OF_PAGE = /第\s*\d+\s*页\s*共\s*\d+\s*页/gu;
const SCREEN_ONLY = ['跳到正文', '上一页', '下一页'];

export function jobs(sites, { adopted }) {
  return sites.map((site) => ({
    part: 'print',
    name: site.name,
    run: (browser) => walk(browser, {
      base: site.base,
      pages: site.list.filter(({ narrative }) => narrative),
      look: async (page) => {
        const { selected } = await readPage(page, NARRATIVE);
        const words = await printed(page);
        const faults = printFaults(words, selected);
        if (!site.isSample) return faults;
        const { found } = compare(adopted, { selected, headings: [] });
        if (!words.includes('演示站点，不是政府网站'.normalize('NFKC'))) faults.push('paper without the demonstration banner');
        return found.length > 0 ? faults : [...faults, 'no adopted words'];
      },
    }),
  }));
}

/** What is wrong with printed words, given the paragraphs that have to stand in them. */
export function printFaults(words, paragraphs) {
  const lost = paragraphs.filter((paragraph) => !words.includes(bare(paragraph)));
  const faults = lost.map((paragraph) => `not on paper: “${paragraph.trim().slice(0, 24)}…”`);
  if (paragraphs.length === 0) faults.push('no paragraph to print');
  return [...faults, ...SCREEN_ONLY.filter((word) => words.includes(word)).map((word) => `printed though only a screen needs it: ${word}`)];
}

/** The words of the page's PDF, without white space. */
async function printed(page) {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-print-'));
  try {
    const file = join(folder, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const { stdout } = await promisify(execFile)('pdftotext', ['-raw', file, '-'], { maxBuffer: 64 << 20 });
    return bare(stdout.replace(NUMBER_OF_PAGE, ''));
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('no pdftotext: install Debian’s poppler-utils');
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
