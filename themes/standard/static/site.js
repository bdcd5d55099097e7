// What a page can do for its reader when scripts run: large type and high contrast, kept from page to page where the browser
// can store them, and reading aloud by the browser's own voice. It runs before the page is shown first, so that nothing jumps.
// A page is whole without it. Written for the oldest browser in use here: nothing newer than ES2017.
(() => {
  'use strict';
  const KEY = 'gongkai-view';
  const WAYS = ['elder', 'contrast'];
  const root = document.documentElement;
  const has = (way) => root.classList.contains(way);
  const box = (way) => document.getElementById(`view-${way}`);

  // Storage may be switched off, full or forbidden; then a choice holds for its page.
  const kept = () => {
    try {
      return (localStorage.getItem(KEY) || '').split(' ');
    } catch (error) {
      return null;
    }
  };
  const keep = () => {
    const chosen = WAYS.filter(has).join(' ');
    try {
      if (chosen) localStorage.setItem(KEY, chosen);
      else localStorage.removeItem(KEY);
    } catch (error) {
      // Page by page, then.
    }
  };
  const dress = (chosen) => {
    if (chosen) WAYS.forEach((way) => root.classList.toggle(way, chosen.indexOf(way) >= 0));
  };

  // The boxes say what is chosen, and drawings wider than the window can be pushed by the keyboard.
  const settle = () => {
    WAYS.forEach((way) => {
      if (box(way)) box(way).checked = has(way);
    });
    document.querySelectorAll('.drawing').forEach((drawing) => {
      if (has('elder') && drawing.scrollWidth > drawing.clientWidth) drawing.tabIndex = 0;
      else drawing.removeAttribute('tabindex');
    });
  };

  root.classList.add('js');
  dress(kept());
  // A page that comes back from the browser's memory may be older than the choice.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    dress(kept());
    settle();
  });
  document.addEventListener('DOMContentLoaded', () => {
    settle();
    WAYS.forEach((way) => {
      const input = box(way);
      if (!input) return;
      input.addEventListener('change', () => {
        root.classList.toggle(way, input.checked);
        keep();
        settle();
      });
    });
  });
})();
