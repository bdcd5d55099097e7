// Words that a reader's own settings make unreadable: cut off by their box, or lying on each other.

/** Faults of the words on an open page, drawings aside. */
export function wordFaults(page) {
  return page.evaluate(() => {
    const name = (element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`;
    const isHidden = (element) => element.closest('.hear, .skip, svg, thead') !== null || !element.checkVisibility({ visibilityProperty: true });
    const faults = new Set();
    for (const element of document.querySelectorAll('body *')) {
      if (isHidden(element) || element.textContent.trim() === '') continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
      const isCut = (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (isCut) faults.add(`words are cut off by ${name(element)}`);
    }
    const boxes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() === '' || isHidden(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left > 2 && bottom - top > 2) boxes.push({ left, right, top, bottom, node });
      }
    }
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((box, at) => {
      // A line's box is taller than its words; what shares a third of its height with another lies on it.
      for (let next = at + 1; next < boxes.length && boxes[next].top < box.bottom; next += 1) {
        const other = boxes[next];
        const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const height = Math.min(box.bottom, other.bottom) - other.top;
        const least = Math.min(box.bottom - box.top, other.bottom - other.top);
        if (width > 3 && height > least * 0.34) {
          faults.add(`“${box.node.data.trim().slice(0, 12)}” lies on “${other.node.data.trim().slice(0, 12)}” in ${name(box.node.parentElement)}`);
        }
      }
    });
    return [...faults].slice(0, 5);
  });
}
