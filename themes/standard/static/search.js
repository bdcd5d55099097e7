// Explained in src/output/search.rs. Found text is set as text only.
(() => {
  'use strict';

  const get = (id) => document.getElementById('search-' + id);
  const [form, input, results, off] = ['form', 'words', 'results', 'off'].map(get);
  const kinds = results.getAttribute('data-kinds').split(',');

  const add = (parent, name, className, text) => {
    const made = document.createElement(name);
    made.className = className || '';
    made.textContent = text || '';
    return parent.appendChild(made);
  };

  const arrived = new Map();
  const asked = new Map();

  window.gongkaiSearch = (name, ...strings) => arrived.set(name, strings);

  const shard = (name, suffix) => {
    if (!asked.has(name)) {
      asked.set(name, new Promise((done, failed) => {
        const script = add(document.head, 'script');
        script.onload = script.onerror = () => {
          script.remove();
          if (arrived.has(name)) return done(arrived.get(name));
          return asked.delete(name) && failed();
        };
        script.src = name + '.js' + suffix;
      }));
    }
    return asked.get(name);
  };

  // `map` leads from a folded text to its own characters.
  const folds = new Map();

  const foldOne = (c) => {
    if (c >= '\u4e00' && c <= '\u9fff') return c;
    if (!folds.has(c)) {
      folds.set(c, c.normalize('NFKC').toLowerCase().replace(/[\u200b-\u200d\u2060\ufeff\xad]/g, '')
        .replace(/[\0-\t\v- \x7f-\xa0\u1680\u2028\u2029]/g, ' '));
    }
    return folds.get(c);
  };

  const fold = (raw) => {
    let text = '';
    let map;
    let at = 0;
    for (const c of raw) {
      const folded = foldOne(c);
      if (!map && folded.length !== c.length) map = Array.from({ length: at }, (_, i) => i);
      for (let i = 0; map && i < folded.length; i += 1) map.push(at);
      text += folded;
      at += c.length;
    }
    return { raw, text, map };
  };

  // Every second part stands in quotation marks.
  const wordsOf = (question) => {
    const words = new Set();
    question.split(/["“”\u201e「」『』]/).forEach((part, i) => {
      const { text } = fold(part);
      (i % 2 ? [text] : text.split(' ')).forEach((word) => words.add(word.trim()));
    });
    words.delete('');
    return [...words].slice(0, 8);
  };

  const hits = ({ text, raw, map }, word) => {
    const found = [];
    for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0;) {
      const end = at + word.length;
      if (!(/^[0-9a-z]/.test(word) && /([0-9a-z]|\d\.)$/.test(text.slice(0, at).slice(-2)))
        && !(/\d$/.test(word) && /^([0-9a-z]|\.\d)/.test(text.slice(end, end + 2)))) {
        const last = map && map[end - 1];
        found.push(map ? [map[at], last + (raw.codePointAt(last) > 0xffff ? 2 : 1)] : [at, end]);
      }
    }
    return found;
  };

  const grams = (word) => {
    const found = [[], []];
    let before = 0;
    for (let i = 0; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      [0, before].forEach((first) => {
        const hash = Math.imul((first << 16) | unit, 0x9e3779b1);
        if (unit > 32) found[first ? 1 : 0].push((hash ^ (hash >>> 15)) >>> 0);
      });
      before = unit > 32 ? unit : 0;
    }
    return found[1].length ? found[1] : found[0];
  };

  const candidates = ({ texts, filters, rows, span }, words) => {
    const asking = [];
    if (filters.length) words.forEach((word) => grams(word).forEach((hash) => asking.push(hash % rows)));
    return Promise.all(asking.map((row) => shard(filters[Math.floor(row / span)], ''))).then((shards) => {
      const bits = shards.map(([text]) => atob(text));
      return [...texts.keys()].filter((text) => asking.every((row, i) => {
        const at = (row % span) * texts.length + text;
        return (bits[i].charCodeAt(at >> 3) >> (at & 7)) & 1;
      }));
    });
  };

  const unpack = ([table, text]) => {
    const listed = [...table];
    const entries = new Map();
    for (let i = 0, code = 32; i < listed.length; i += 1, code += 1) {
      while (/["<\\~\x7f-\xbf\u0300-\u036f]/.test(String.fromCharCode(code))) code += 1;
      entries.set(String.fromCharCode(code), listed[i] === '~' ? [listed[i += 1], listed[i += 1]] : listed[i]);
    }
    const open = (c) => {
      const entry = c < '\u0800' ? entries.get(c) : c;
      if (entry.map) entries.set(c, entry.map(open).join(''));
      else return entry >= '\uf000' && entry <= '\uf7ff' ? String.fromCharCode(entry.charCodeAt(0) - 0xf000) : entry;
      return entries.get(c);
    };
    return [...text].map(open).join('');
  };

  const opened = new Map();

  const documentsOf = (name, strings) => {
    if (!opened.has(name)) {
      opened.set(name, unpack(strings).split('\x1e').map((record) => {
        const [place, title, note, body] = record.split('\x1f');
        return { kind: place[0], href: place.slice(1), title: fold(title), note, body: fold(body) };
      }));
    }
    return opened.get(name);
  };

  const match = (found, words, order) => {
    let titled = 0;
    const [title, body] = [[], []];
    for (const word of words) {
      const [a, b] = [hits(found.title, word), hits(found.body, word)];
      if (a.concat(b).length === 0) return [];
      titled += a.length ? 1 : 0;
      title.push(...a);
      body.push(...b);
    }
    const whole = found.title.text === words.join(' ') ? 1000 : 0;
    return [{ found, order, titled, title, body, score: whole + titled * 1000 + Math.min(title.length + body.length, 999) }];
  };

  const mark = (parent, text, places, from, to) => {
    places.sort((a, b) => a[0] - b[0]).forEach(([start, end]) => {
      if (start < from || end > to) return;
      parent.append(text.slice(from, start));
      add(parent, 'mark', '', text.slice(start, end));
      from = end;
    });
    parent.append(text.slice(from, to));
  };

  const excerpt = (parent, text, places) => {
    const [hit, end] = places.sort((a, b) => a[0] - b[0])[0] || [0, 0];
    const before = /[^。；！？\n]*$/.exec(text.slice(0, hit))[0].length;
    const whole = (at) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);
    const from = whole(hit - (before > 40 ? 20 : before));
    const to = whole(Math.max(from + 110, end));
    if (before > 40) parent.append('…');
    mark(parent, text, places, from, to);
    if (to < text.length) parent.append('…');
  };

  const item = (list, { found, title, body }) => {
    const made = add(list, 'li');
    const link = add(add(made, 'p'), 'a', 'search-title');
    link.href = found.href;
    mark(link, found.title.raw, title, 0, found.title.raw.length);
    if (found.note) add(made, 'p', 'search-note', found.note);
    if (found.body.raw) excerpt(add(made, 'p', 'search-excerpt'), found.body.raw, body);
    return link;
  };

  const group = (kind, all, most) => {
    const told = kinds[kind] + all.length + '条';
    const section = add(results, 'section', 'search-group');
    section.setAttribute('aria-label', kinds[kind]);
    add(add(section, 'h2', '', kinds[kind]), 'span', 'search-number', all.length + '条');
    const list = add(section, 'ol', 'search-list');
    const button = add(section, 'button', 'search-more');
    const more = (number) => {
      const [first] = all.splice(0, number).map((result) => item(list, result));
      button.textContent = '显示更多（还有' + all.length + '条）';
      button.hidden = !all.length;
      return first;
    };
    button.onclick = () => more(20).focus();
    more(most);
    return told;
  };

  const show = (found, most) => {
    const groups = {};
    const seen = new Set();
    results.textContent = '';
    found.sort((a, b) => b.score - a.score || a.order - b.order).forEach((result) => {
      const { href, kind } = result.found;
      if (!seen.has(href)) (groups[kind] = groups[kind] || []).push(result);
      seen.add(href);
    });
    const place = (kind) => (groups[kind][0].titled ? 0 : 9) + Number(kind);
    return Object.keys(groups).sort((a, b) => place(a) - place(b)).map((kind) => group(kind, groups[kind], most));
  };

  const say = (id, text) => {
    get('count').textContent = text;
    ['empty', 'failed'].forEach((other) => { get(other).hidden = other !== id; });
  };

  let latest = 0;

  const look = (question, words, mine, suffix) => {
    const found = [];
    let first;
    return shard('catalog', suffix).then(([text]) => {
      const catalog = JSON.parse(text);
      return candidates(catalog, words).then((texts) => Promise.all(texts.map((at) => shard(catalog.texts[at], '').then((strings) => {
        if (mine !== latest) return;
        documentsOf(catalog.texts[at], strings).forEach((one, i) => {
          found.push(...match(one, words, at * 1e6 + i));
        });
        // A few at once, all when everything was read and these were painted.
        if (found.length && !first) first = setTimeout(() => mine === latest && show(found, 3));
      }))));
    }).then(() => new Promise((done) => setTimeout(done, first ? 25 : 0))).then(() => {
      if (mine !== latest) return;
      const counts = show(found, 20);
      get('asked').textContent = question;
      say(counts.length ? '' : 'empty', counts.length ? '找到与“' + question + '”有关的内容：' + counts.join('，') + '。' : '');
    });
  };

  const ask = () => {
    const question = input.value.slice(0, 100).trim();
    const words = wordsOf(question);
    const mine = latest += 1;
    try {
      history.replaceState(null, '', question ? '?q=' + encodeURIComponent(question) : location.pathname);
    } catch (error) { /* A page from a folder may keep its address. */ }
    if (!words.length) return say('', show([], 0).join());
    // The site may be newer than the catalog at hand.
    return look(question, words, mine, '').catch(() => {
      asked.delete('catalog');
      arrived.delete('catalog');
      return look(question, words, mine, '?' + Date.now());
    }).catch(() => mine === latest && say('failed', ''));
  };

  let composing = false;
  let timer;
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
    return false;
  };
  input.oninput = () => composing || soon(25);
  input.addEventListener('compositionstart', () => {
    composing = true;
    shard('catalog', '').catch(() => {});
  });
  input.addEventListener('compositionend', () => {
    composing = false;
    soon(0);
  });
  form.onsubmit = () => soon(0);

  off.hidden = true;
  form.hidden = false;
  input.value = new URLSearchParams(location.search).get('q') || input.value;
  if (input.value) ask();
})();
