// Where the keyboard stands, and whether a reader sees it.

/** Presses Tab (where nothing moves smoothly: reducedMotion) and describes the stop: {name, href, text, faults}; null at the end. */
export async function nextStop(page) {
  await page.keyboard.press('Tab');
  return stop(page);
}

function stop(page) {
  return page.evaluate(() => {
    const active = document.activeElement;
    if (!active || active === document.body || active === document.documentElement) return null;
    // Of a box to tick one sees its label.
    const element = active.matches('input[type="checkbox"], input[type="radio"]') && active.labels.length > 0 ? active.labels[0] : active;
    const name = `<${element.localName} class="${element.getAttribute('class') ?? ''}"> “${element.textContent.trim().slice(0, 16)}”`;
    const faults = [];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const isDrawn = outlineStyle !== 'none' && (outlineStyle === 'auto' || parseFloat(outlineWidth) >= 2) && !/^rgba\(.*, 0\)$/u.test(outlineColor);
    if (!isDrawn) faults.push(`the focus does not show on ${name}`);
    const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
    if (!box) return { name, href: active.href ?? '', text: element.textContent.trim(), faults: [`nothing to see of ${name}`] };
    const { left, top, right, bottom } = box;
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) faults.push(`${name} is focused outside the window`);
    else {
      const x = (Math.max(left, 0) + Math.min(right, innerWidth - 1)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight - 1)) / 2;
      const front = document.elementFromPoint(x, y);
      if (front && front !== active && !element.contains(front) && !front.contains(element)) faults.push(`${name} is focused behind <${front.localName} class="${front.getAttribute('class') ?? ''}">`);
    }
    return { name, href: active.href ?? '', text: element.textContent.trim(), faults };
  });
}
