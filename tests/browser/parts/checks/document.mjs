// What is wrong with an opened page, as a list of sentences. Each function looks at one thing.

/** Faults of the document itself, seen from inside the page. */
export async function documentFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    for (const selector of ['main', 'h1']) {
      if (count(selector) !== 1) faults.push(`${count(selector)} × ${selector}, one is right`);
    }
    if (document.documentElement.lang !== 'zh-CN') faults.push(`lang is “${document.documentElement.lang}”`);
    if (document.title.trim() === '') faults.push('no title');
    if (count('a[href="#main"], a.skip, .skip-link') === 0) faults.push('no skip link');
    if (count('meta[http-equiv="Content-Security-Policy"]') !== 1) faults.push('no Content-Security-Policy of its own');
    if (count('style') > 0) faults.push(`${count('style')} inline style element(s)`);
    const scripts = document.querySelectorAll('script:not([src]):not([type="application/ld+json"])');
    if (scripts.length > 0) faults.push(`${scripts.length} inline script(s)`);
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) {
        if (name === 'style' || name.startsWith('on')) {
          faults.push(`inline ${name} on <${element.localName} class="${element.getAttribute('class') ?? ''}">`);
        }
      }
    }
    const ids = new Map();
    for (const { id } of document.querySelectorAll('[id]')) ids.set(id, (ids.get(id) ?? 0) + 1);
    for (const [id, times] of ids) if (times > 1) faults.push(`id “${id}” stands ${times} times`);
    return faults;
  });
}

/** The page is wider than the window: a phone reader would have to push it sideways. Names the widest culprits. */
export async function overflowFaults(page) {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= innerWidth) return [];
    const clipped = (element) => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !clipped(element))
      .slice(0, 3)
      .map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`);
    return [`${scrollWidth} px wide in a window of ${innerWidth} px: ${wide.join(' ')}`];
  });
}

/** Marks that a demonstration site may never lack, on any page. */
export async function sampleFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    if (!document.title.startsWith('【演示】')) faults.push(`title without 【演示】: ${document.title}`);
    if (!document.body.innerText.includes('演示站点，不是政府网站')) faults.push('no visible demonstration banner');
    if (!document.querySelector('meta[name="robots"][content*="noindex"]')) faults.push('no noindex');
    return faults;
  });
}

/** The first stop of the keyboard is the skip link, which shows itself there and leads into the main part. */
export async function keyboardFaults(page) {
  const focused = () => page.evaluate(() => {
    const element = document.activeElement;
    const { left, top, width, height } = element.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && left < innerWidth && top < innerHeight && width > 1 && height > 1;
    return {
      name: `<${element.localName} class="${element.className}">`,
      target: element.getAttribute('href') ?? '',
      seen: inside && getComputedStyle(element).opacity !== '0',
      inMain: element.closest('main') !== null,
    };
  });
  await page.keyboard.press('Tab');
  const first = await focused();
  if (!first.target.startsWith('#')) return [`the first stop of the keyboard is no skip link: ${first.name}`];
  const faults = first.seen ? [] : [`the skip link ${first.name} does not show itself when it has the focus`];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const next = await focused();
  if (!next.inMain && await page.evaluate(() => document.querySelector('main a[href], main [tabindex="0"], main summary') !== null)) {
    faults.push(`after the skip link the next stop is outside the main part: ${next.name}`);
  }
  return faults;
}

/** A real site bears no mark of a demonstration. */
export async function officialFaults(page) {
  return page.evaluate(() => {
    const marks = ['【演示】', '演示站点', '（演示）'].filter((mark) => document.title.includes(mark) || document.body.innerText.includes(mark));
    return marks.map((mark) => `a real site says ${mark}`);
  });
}
