// The search page. The shards beside it are scripts that call gongkaiSearch; they are loaded when a question needs them. Text
// becomes part of the page as text only. How words are compared and pieces are packed: src/output/search/{fold,filter,pack}.rs.
(function () {
  'use strict';

  const LONGEST = 100; // characters of a question
  const WORDS = 8; // words of a question
  const SHOWN = 20; // results of a group at first, and with each 显示更多
  const EXCERPT = 110; // characters of an excerpt
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

  const get = (id) => document.getElementById(id);
  const form = get('search-form');
  const input = get('search-words');
  const results = get('search-results');
  const kinds = get('search').getAttribute('data-kinds').split(',');

  /* Shards */

  const arrived = new Map();
  const asked = new Map();

  window.gongkaiSearch = function (name) {
    arrived.set(name, Array.prototype.slice.call(arguments, 1));
  };

  /** Resolves to the strings of a shard; each is loaded once, and again after it failed. */
  function shard(name, again) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = document.createElement('script');
        const end = () => {
          document.head.removeChild(script);
          if (arrived.has(name)) return done(arrived.get(name));
          asked.delete(name);
          return failed(new Error(name));
        };
        script.onload = end;
        script.onerror = end;
        script.src = name + '.js' + (again || '');
        document.head.appendChild(script);
      }));
    }
    return asked.get(name);
  }

  /* Words */

  const folds = new Map();

  function foldCharacter(c) {
    if (c.length === 1 && c >= '\u4e00' && c <= '\u9fff') return c;
    let folded = folds.get(c);
    if (folded === undefined) {
      folded = c.normalize('NFKC').toLowerCase().replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
        .replace(/[\0-\t\v- \x7f-\xa0\u1680\u2028\u2029]/g, ' ');
      folds.set(c, folded);
    }
    return folded;
  }

  /** A text as it is compared; `map` leads back to the text's own characters where the two differ in length. */
  function fold(text) {
    let folded = '';
    let map = null;
    let at = 0;
    for (const c of text) {
      const f = foldCharacter(c);
      if (!map && f.length !== c.length) {
        map = [];
        for (let i = 0; i < at; i += 1) map.push(i);
      }
      for (let i = 0; map && i < f.length; i += 1) map.push(at);
      folded += f;
      at += c.length;
    }
    return { text: folded, map, raw: text };
  }

  /** The words of a question: parted by spaces, or in quotation marks. */
  function words(question) {
    const found = [];
    const parts = question.slice(0, LONGEST).match(/["“”「」『』][^"“”「」『』]*|[^\s"“”「」『』]+/g) || [];
    let inside = false;
    parts.forEach((part) => {
      // A mark opens and the next one closes; what stands after that is words again.
      const quoted = /^["“”「」『』]/.test(part);
      inside = quoted && !inside;
      const text = fold(quoted ? part.slice(1) : part).text;
      (inside ? [text] : text.split(/\s+/)).forEach((word) => {
        const plain = word.replace(/\s+/g, ' ').trim();
        if (plain && found.indexOf(plain) < 0) found.push(plain);
      });
    });
    return found.slice(0, WORDS);
  }

  const isLetter = (c) => /[0-9a-z\u00df-\u024f\u0370-\u052f]/.test(c || '');
  const isDigit = (c) => /[0-9]/.test(c || '');

  /** Whether a hit is no part of a longer number, nor the middle of a Latin word. */
  function stands(text, from, to) {
    const first = text[from];
    const last = text[to - 1];
    if (isLetter(first) && (isLetter(text[from - 1]) || (isDigit(first) && text[from - 1] === '.' && isDigit(text[from - 2])))) return false;
    return !(isDigit(last) && (isLetter(text[to]) || (text[to] === '.' && isDigit(text[to + 1]))));
  }

  /** Every place of a word, as [from, to] of the folded text. */
  function places(folded, word) {
    const found = [];
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      if (stands(folded.text, at, at + word.length)) found.push([at, at + word.length]);
    }
    return found;
  }

  /** Places in the text as people read it, in order, joined where they touch. */
  function raw(folded, found) {
    const all = found.map((place) => {
      if (!folded.map) return place.slice();
      const last = folded.map[place[1] - 1];
      return [folded.map[place[0]], last + (folded.raw.codePointAt(last) > 0xffff ? 2 : 1)];
    }).sort((a, b) => a[0] - b[0]);
    return all.reduce((joined, place) => {
      const before = joined[joined.length - 1];
      if (before && place[0] <= before[1]) before[1] = Math.max(before[1], place[1]);
      else joined.push(place);
      return joined;
    }, []);
  }

  /* Which texts */

  function gram(first, second) {
    const hash = Math.imul((first << 16) | second, 0x9e3779b1);
    return (hash ^ (hash >>> 15)) >>> 0;
  }

  function grams(word) {
    const ones = [];
    const pairs = [];
    let before = 0;
    for (let i = 0; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      if (unit > 32) ones.push(gram(0, unit));
      if (unit > 32 && before > 32) pairs.push(gram(before, unit));
      before = unit;
    }
    return pairs.length > 0 ? pairs : ones;
  }

  /** Resolves to the numbers of the texts that can hold all words. */
  function candidates(catalog, asking) {
    const texts = catalog.texts.map((name, at) => at);
    if (catalog.filters.length === 0) return Promise.resolve(texts);
    const rows = [];
    asking.forEach((word) => grams(word).forEach((hash) => rows.push(hash % catalog.rows)));
    return Promise.all(rows.map((row) => shard(catalog.filters[Math.floor(row / catalog.span)]))).then((bits) => texts.filter((text) => (
      rows.every((row, i) => {
        const at = (row % catalog.span) * texts.length + text;
        return (DIGITS.indexOf(bits[i][0][Math.floor(at / 6)]) >> (at % 6)) & 1;
      }))));
  }

  /* Texts */

  const codes = new Map();
  [[0x20, 0x7e], [0xc0, 0x2ff], [0x370, 0x58f]].forEach((range) => {
    for (let code = range[0]; code <= range[1]; code += 1) {
      if ('"\\<~'.indexOf(String.fromCharCode(code)) < 0) codes.set(code, codes.size);
    }
  });

  function unpack(table, text) {
    const listed = Array.from(table);
    const entries = [];
    for (let i = 0; i < listed.length; i += 1) {
      if (listed[i] === '~') {
        entries.push([listed[i + 1], listed[i + 2]]);
        i += 2;
      } else {
        entries.push(listed[i]);
      }
    }
    const itself = (c) => (c >= '\uf000' && c <= '\uf7ff' ? String.fromCharCode(c.charCodeAt(0) - 0xf000) : c);
    const open = (c) => {
      if (c >= '\u0800') return itself(c);
      const at = codes.get(c.charCodeAt(0));
      if (Array.isArray(entries[at])) entries[at] = entries[at].map(open).join('');
      else if (entries[at] && entries[at] >= '\uf000') entries[at] = itself(entries[at]);
      return entries[at];
    };
    let out = '';
    for (let i = 0; i < text.length; i += 1) out += open(text[i]);
    return out;
  }

  const opened = new Map();

  /** The documents of a text. */
  function documents(name, strings) {
    if (!opened.has(name)) {
      opened.set(name, unpack(strings[0], strings[1]).split('\x1e').map((document) => {
        const parts = document.split('\x1f');
        return { kind: Number(parts[0][0]), href: parts[0].slice(1), title: fold(parts[1]), note: parts[2], body: fold(parts[3]) };
      }));
    }
    return opened.get(name);
  }

  /** The document with its places, or nothing if a word is missing. */
  function match(document, asking, order) {
    const inTitle = [];
    const inBody = [];
    let titled = 0;
    for (let i = 0; i < asking.length; i += 1) {
      const title = places(document.title, asking[i]);
      const body = places(document.body, asking[i]);
      if (title.length + body.length === 0) return null;
      if (title.length > 0) titled += 1;
      title.forEach((place) => inTitle.push(place));
      body.forEach((place) => inBody.push(place));
    }
    const whole = document.title.text === asking.join(' ') ? 1 : 0;
    const score = (titled + whole) * 1000 + Math.min(inTitle.length + inBody.length, 999);
    return { document, titled, score, order, title: raw(document.title, inTitle), body: raw(document.body, inBody) };
  }

  /* The page */

  function element(name, className, parent) {
    const made = document.createElement(name);
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  /** Adds a piece of text with its places marked. */
  function marked(parent, text, found, from, to) {
    let at = from;
    const add = (end) => {
      if (end > at) parent.appendChild(document.createTextNode(text.slice(at, end).replace(/\n/g, ' ')));
    };
    found.forEach((place) => {
      if (place[0] < at || place[1] > to) return;
      add(place[0]);
      element('mark', '', parent).textContent = text.slice(place[0], place[1]);
      at = place[1];
    });
    add(to);
  }

  /** From the beginning of the first hit's sentence, or close before the hit. */
  function excerpt(parent, text, found) {
    const hit = found.length > 0 ? found[0][0] : 0;
    const before = text.slice(Math.max(0, hit - 40), hit);
    const stop = Math.max.apply(null, ['。', '；', '！', '？', '\n'].map((mark) => before.lastIndexOf(mark)));
    let from = stop >= 0 ? hit - before.length + stop + 1 : Math.max(0, hit - 20);
    if (hit <= 40 && stop < 0) from = 0;
    if (/[\udc00-\udfff]/.test(text[from] || '')) from -= 1;
    let to = Math.min(text.length, Math.max(from + EXCERPT, found.length > 0 ? found[0][1] : 0));
    if (/[\udc00-\udfff]/.test(text[to] || '')) to += 1;
    if (from > 0 && stop < 0) parent.appendChild(document.createTextNode('…'));
    marked(parent, text, found, from, to);
    if (to < text.length) parent.appendChild(document.createTextNode('…'));
  }

  function item(list, result) {
    const made = element('li', '', list);
    const link = element('a', 'search-title', element('p', '', made));
    link.href = result.document.href;
    marked(link, result.document.title.raw, result.title, 0, result.document.title.raw.length);
    if (result.document.note) element('p', 'search-note', made).textContent = result.document.note;
    if (result.document.body.raw) excerpt(element('p', 'search-excerpt', made), result.document.body.raw, result.body);
    return link;
  }

  function group(kind, found) {
    const section = element('section', 'search-group', results);
    const heading = element('h2', '', section);
    heading.id = 'search-kind-' + kind;
    section.setAttribute('aria-labelledby', heading.id);
    heading.textContent = kinds[kind] + ' ';
    element('span', 'search-number', heading).textContent = found.length + '条';
    const list = element('ol', 'search-list', section);
    let shown = 0;
    const more = () => {
      const links = found.slice(shown, shown + SHOWN).map((result) => item(list, result));
      shown += links.length;
      return links[0];
    };
    more();
    if (shown < found.length) {
      const button = element('button', 'search-more', section);
      button.type = 'button';
      const label = () => {
        button.textContent = '显示更多（还有' + (found.length - shown) + '条）';
      };
      label();
      button.onclick = () => {
        more().focus();
        if (shown < found.length) label();
        else section.removeChild(button);
      };
    }
  }

  /** Groups with a hit in a title come first, else in their fixed order. */
  function show(found) {
    while (results.firstChild) results.removeChild(results.firstChild);
    found.sort((a, b) => b.score - a.score || a.order - b.order);
    const seen = new Set();
    const groups = kinds.map(() => []);
    found.forEach((result) => {
      // A very long document is kept in parts.
      if (seen.has(result.document.href)) return;
      seen.add(result.document.href);
      groups[result.document.kind].push(result);
    });
    const titled = (kind) => (groups[kind].some((result) => result.titled > 0) ? 0 : 1);
    const order = kinds.map((word, kind) => kind).filter((kind) => groups[kind].length > 0);
    order.sort((a, b) => titled(a) - titled(b) || a - b);
    order.forEach((kind) => group(kind, groups[kind]));
    return order.map((kind) => kinds[kind] + groups[kind].length + '条');
  }

  function say(id, count) {
    get('search-count').textContent = count || '';
    get('search-empty').hidden = id !== 'search-empty';
    get('search-failed').hidden = id !== 'search-failed';
  }

  /* Asking */

  let latest = 0;

  /** Looks the words up and shows what comes as it comes. */
  function look(question, asking, mine, again) {
    const found = [];
    let shown = 0;
    const isOld = () => mine !== latest;
    return shard('catalog', again).then((strings) => {
      const catalog = JSON.parse(strings[0]);
      return candidates(catalog, asking).then((texts) => Promise.all(texts.map((at) => shard(catalog.texts[at]).then((parts) => {
        if (isOld()) return;
        documents(catalog.texts[at], parts).forEach((document, i) => {
          const result = match(document, asking, at * 1e6 + i);
          if (result) found.push(result);
        });
        // The first results at once, the rest together when everything was read.
        if (shown === 0 && found.length > 0) {
          shown = 1;
          show(found.slice());
        }
      }))));
    }).then(() => {
      if (isOld()) return;
      const counts = show(found);
      get('search-asked').textContent = question;
      if (counts.length === 0) say('search-empty');
      else say('', '找到与“' + question + '”有关的内容：' + counts.join('，') + '。');
    });
  }

  function ask() {
    const question = input.value.slice(0, LONGEST).trim();
    const asking = words(question);
    latest += 1;
    const mine = latest;
    try {
      history.replaceState(null, '', question ? '?q=' + encodeURIComponent(question) : location.pathname);
    } catch (error) {
      // A page opened from a folder may keep its address, and a lone half of a character has none.
    }
    if (asking.length === 0) {
      show([]);
      say('');
      return;
    }
    look(question, asking, mine).catch(() => {
      // The site may have been published anew since its catalog was read: ask for a fresh one, once.
      asked.delete('catalog');
      arrived.delete('catalog');
      return look(question, asking, mine, '?' + Date.now());
    }).catch(() => {
      if (mine === latest) say('search-failed');
    });
  }

  let composing = false;
  let timer = 0;

  function soon(wait) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => {
    composing = false;
    soon(0);
  });
  input.addEventListener('input', () => {
    if (!composing) soon(50);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });

  get('search-off').hidden = true;
  form.hidden = false;
  const given = /[?&]q=([^&#]*)/.exec(location.search);
  if (given) {
    try {
      input.value = decodeURIComponent(given[1].replace(/\+/g, ' ')).slice(0, LONGEST);
    } catch (error) {
      // Not an address of ours: nothing is asked.
    }
  }
  // The browser itself may have kept the words when people come back.
  if (input.value) ask();
})();
