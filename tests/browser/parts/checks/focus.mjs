// Where the keyboard stands, and whether a reader sees it.

/** Presses Tab and describes the stop: {name, href, text, id, faults}; null at the end of the page. */
export async function nextStop(page) {
  await page.keyboard.press('Tab');
  return stop(page);
}

export async function stop(page) {
  // A page may scroll smoothly to what is focused.
  for (let last = NaN, now = await page.evaluate(() => scrollY); now !== last;) {
    last = now;
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    now = await page.evaluate(() => scrollY);
  }
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const name = `<${element.localName} class="${element.getAttribute('class') ?? ''}"> “${element.textContent.trim().slice(0, 16)}”`;
    const faults = [];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const isDrawn = outlineStyle !== 'none' && (outlineStyle === 'auto' || parseFloat(outlineWidth) >= 2) && !/, 0\)$/u.test(outlineColor);
    if (!isDrawn) faults.push(`the focus does not show on ${name}`);
    const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
    if (!box) return { name, href: element.href ?? '', text: element.textContent.trim(), faults: [`nothing to see of ${name}`] };
    const { left, top, right, bottom } = box;
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) faults.push(`${name} is focused outside the window`);
    else {
      const x = (Math.max(left, 0) + Math.min(right, innerWidth - 1)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight - 1)) / 2;
      const front = document.elementFromPoint(x, y);
      if (front && !element.contains(front) && !front.contains(element)) faults.push(`${name} is focused behind <${front.localName} class="${front.getAttribute('class') ?? ''}">`);
    }
    return { name, href: element.href ?? '', text: element.textContent.trim(), faults };
  });
}
