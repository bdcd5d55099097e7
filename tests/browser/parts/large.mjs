// A site of some five hundred pages about a place that does not exist, for measuring: the words are the usual ones of such
// reports, put together by a fixed rule, and every sentence has characters that come seldom, as names of places do.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORDS = ('新开工 产业项目 完成 投资 竣工 农村 道路 提升 改造 建设 持续 推进 深化 改革 乡村振兴 群众 满意 全年 力争 确保 环境 整治 '
  + '数字 服务 教育 医疗 养老 社区 企业 培育 规上 工业 增长 招商引资 河道 治理 文化 体育 安全 生产 应急 管理 人才 引进 绿色 低碳').split(' ');
const YEARS = [2020, 2021, 2022];
const CHAPTERS = 6;
const TARGETS = 26;
const TEXTS = 20;

/** A fixed sequence of numbers below a bound. */
function sequence(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

function sentence(next, words) {
  const parts = Array.from({ length: words }, () => WORDS[next(WORDS.length)]);
  parts.splice(next(words), 0, String.fromCharCode(0x4e00 + next(6000)) + String.fromCharCode(0x4e00 + next(6000)));
  return `${parts.join('')}。`;
}

function chapter(write, folder, year, number, next) {
  const targets = Array.from({ length: TARGETS }, (_, at) => ({
    id: `work-${number}-${at}`,
    name: `${WORDS[next(WORDS.length)]}${WORDS[next(WORDS.length)]}${WORDS[next(WORDS.length)]}（${at + 1}）`,
  }));
  write(`${folder}/targets.yaml`, targets.map(({ id, name }) => `- {id: ${id}, name: ${name}, measure: standing, lead: [office]}\n`).join(''));
  const sections = targets.map(({ id, name }, at) => (
    `${at % 5 === 0 ? `## 第${number + 1}部分的第${at / 5 + 1}节\n\n` : ''}${sentence(next, 20)}[做好${name}](target:${id})，${sentence(next, 25)}\n`));
  write(`${folder}/index.md`, `---\ntitle: ${year}年第${number + 1}部分\n---\n\n${sections.join('\n')}`);
}

function content(root) {
  const next = sequence(7);
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('site.yaml', 'name: 示例镇政府工作报告公开\npublisher: 示例镇人民政府\nsample: true\n');
  for (const year of YEARS) {
    write(`${year}/report.yaml`, `title: 示例镇${year}年政府工作报告\nperiod: {from: ${year}-01-01, to: ${year}-12-31}\n`
      + `year: {value: ${year}, basis: stated}\ntext_status: adopted\noffices:\n  office: {name: 示例办公室, kind: 内设机构, status: demo}\n`);
    for (let number = 0; number < CHAPTERS; number += 1) chapter(write, `${year}/0${number}-part-${number}`, year, number, next);
  }
  for (let at = 0; at < TEXTS; at += 1) {
    const paragraphs = Array.from({ length: 50 }, () => sentence(next, 30));
    write(`pages/text-${at}.md`, `---\ntitle: 第${at + 1}篇说明\n---\n\n${paragraphs.join('\n\n')}\n`);
  }
}

/** Builds the large site into a folder of its own; {site, remove}. GONGKAI names the program to build it with. */
export function buildLarge() {
  return build((root) => content(root));
}

/** The same for the content of a case of tests/sites. */
export function buildCase(name) {
  return build((root) => cpSync(fileURLToPath(new URL(`../../sites/${name}/content`, import.meta.url)), root, { recursive: true }));
}

function build(fill) {
  const program = process.env.GONGKAI || fileURLToPath(new URL('../../../target/debug/gongkai', import.meta.url));
  if (!existsSync(program)) throw new Error(`no program at ${program}: run cargo build, or name one in GONGKAI`);
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-large-'));
  fill(join(folder, 'content'));
  execFileSync(program, ['build', '-q', '--now', '2023-04-20 09:00'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return { site: join(folder, 'public'), remove: () => rmSync(folder, { recursive: true }) };
}
