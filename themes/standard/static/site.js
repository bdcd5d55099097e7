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

  // Reading aloud, by a voice of the machine itself: voices that live elsewhere would send the words away, and fall silent without
  // their host. What is read stands in the parts marked for it, word for word and in their order.
  const speech = window.speechSynthesis;
  const button = () => document.querySelector('[data-speak]');
  let voice = null;
  let waiting = null;
  const words = (block) => {
    const copy = block.cloneNode(true);
    copy.querySelectorAll('figure, table, svg, sup, .hear, .judgement-method').forEach((part) => part.remove());
    // A name and its number are two words to the ear.
    copy.querySelectorAll('dt').forEach((name) => name.append('，'));
    copy.querySelectorAll('.number-note').forEach((note) => note.prepend('，'));
    return (copy.textContent.replace(/\s+/g, ' ').match(/[^。；！？]+[。；！？]?/g) || []).filter((sentence) => sentence.trim());
  };
  const sentences = () => {
    const all = [];
    document.querySelectorAll('h1, [data-read]').forEach((part) => {
      const blocks = part.matches('div, dl') ? part.children : [part];
      Array.from(blocks).forEach((block) => all.push(...words(block)));
    });
    return all;
  };
  const label = () => {
    const at = button();
    if (!at.dataset.start) at.dataset.start = at.textContent;
    at.textContent = waiting ? at.dataset.stop : at.dataset.start;
  };
  const stop = () => {
    waiting = null;
    speech.cancel();
    label();
  };
  const next = (queue) => {
    if (queue !== waiting) return;
    if (queue.length === 0) {
      stop();
      return;
    }
    const said = new SpeechSynthesisUtterance(queue.shift());
    said.lang = voice.lang;
    said.voice = voice;
    said.onend = () => next(queue);
    said.onerror = () => queue === waiting && stop();
    // Held on to: some browsers lose an utterance nobody holds, and its end with it.
    queue.said = said;
    speech.speak(said);
  };
  const findVoice = () => {
    const ours = speech.getVoices().filter(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang));
    voice = ours.find(({ lang }) => /CN$/i.test(lang)) || ours[0] || null;
    root.classList.toggle('speaks', voice !== null);
  };
  const listen = () => {
    if (!speech || !button()) return;
    findVoice();
    speech.onvoiceschanged = findVoice;
    button().addEventListener('click', () => {
      if (waiting) {
        stop();
        return;
      }
      speech.cancel();
      waiting = sentences();
      label();
      next(waiting);
    });
    addEventListener('pagehide', stop);
  };

  root.classList.add('js');
  // The place of the button is kept from the start, so that a voice found late moves nothing.
  if (speech) root.classList.add('speech');
  dress(kept());
  // A page that comes back from the browser's memory may be older than the choice.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    dress(kept());
    settle();
  });
  // How wide a drawing is is known only with the style sheet, and changes with the window.
  addEventListener('load', settle);
  addEventListener('resize', settle);
  document.addEventListener('DOMContentLoaded', () => {
    settle();
    listen();
    const print = document.querySelector('[data-print]');
    if (print) print.addEventListener('click', () => window.print());
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
