// Manner of the pages: benches that never lose a scan, tables that need no mouse, and the few shortcuts.
// Every action also works without this file. No text lives here: words come from #words in the layout.
'use strict';
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const word = (name) => $('#words')?.dataset[name] ?? '';
  const csrf = () => $('meta[name=csrf]')?.content ?? '';
  const typing = (element) => element?.matches?.('input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]');

  document.addEventListener('htmx:configRequest', (event) => {
    event.detail.headers['X-CSRF-TOKEN'] = csrf();
  });

  // ---- sound: three shapes that differ in rhythm and height, not in loudness
  const TUNES = {GO: [[1320, 0, 0.09]], STOP: [[220, 0, 0.18], [180, 0.22, 0.3]], WAIT: [[660, 0, 0.1], [660, 0.16, 0.1]]};
  let audio;
  const sound = (kind) => {
    try {
      audio ??= new AudioContext();
      for (const [height, from, length] of TUNES[kind] ?? []) {
        const tone = audio.createOscillator();
        const level = audio.createGain();
        tone.type = kind === 'STOP' ? 'square' : 'sine';
        tone.frequency.value = height;
        level.gain.setValueAtTime(0.15, audio.currentTime + from);
        level.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + from + length);
        tone.connect(level).connect(audio.destination);
        tone.start(audio.currentTime + from);
        tone.stop(audio.currentTime + from + length);
      }
    } catch { /* a bench without loudspeaker still has colour, shape and word */ }
  };

  // ---- bench: scans go out one after the other, each with its own command id; one that got no answer is sent again
  // with the same id, so that it counts once.
  const ANSWER_WITHIN = 2000;
  const GIVE_UP_AFTER = 10000;
  const LAST = 10;

  // An identity number goes to the server and does not stay in sight or in the tab's memory.
  // Where people are scanned, a card's text or a passport leaves no more than its last four characters in the tab.
  const discreet = (scan, person) => {
    if (!person || /^\d{1,9}$/.test(scan)) return scan.replace(/\d{14}(\d{3}[\dXx])(?!\d)/, '•••• $1');
    const number = (scan.match(/[0-9A-Za-z]+/g) ?? []).sort((a, b) => b.length - a.length)[0] ?? '';
    return '•••• ' + number.slice(-4);
  };

  const commandId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let time = Date.now();
    for (let i = 5; i >= 0; i--) { bytes[i] = time % 256; time = Math.floor(time / 256); }
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  };

  const bench = (form) => {
    const field = $('[name=scan]', form);
    const place = $('#verdict');
    const log = $('#scan-log');
    const memory = 'scans ' + form.getAttribute('action');
    const queue = [];
    let busy = false;
    const logged = (() => { try { return JSON.parse(sessionStorage.getItem(memory)) ?? []; } catch { return []; } })();

    const draw = () => {
      sessionStorage.setItem(memory, JSON.stringify(logged));
      log?.replaceChildren(...logged.map((entry) => {
        const line = document.createElement('li');
        line.className = 'log-' + entry.kind;
        for (const [name, text] of [['log-at', entry.at], ['log-kind', word(entry.kind.toLowerCase())], ['log-scan', entry.scan], ['log-title', entry.title]]) {
          const part = document.createElement('span');
          part.className = name;
          part.textContent = text;
          line.append(part);
        }
        return line;
      }));
    };

    const note = (item, kind, title) => {
      item.entry.kind = kind;
      item.entry.title = title;
      draw();
    };

    const unsure = (item) => {
      offline(true);
      note(item, 'WAIT', word('kept'));
      const message = document.createElement('p');
      message.className = 'bench-unsure';
      message.textContent = item.scan + ' – ' + word('unsure');
      place.replaceChildren(message);
      if (!item.warned) { sound('WAIT'); item.warned = true; }
    };

    const send = async (item) => {
      const late = setTimeout(() => unsure(item), ANSWER_WITHIN);
      try {
        const response = await fetch(form.action, {
          method: 'POST', body: item.body, redirect: 'manual', signal: AbortSignal.timeout(GIVE_UP_AFTER),
          headers: {'HX-Request': 'true', 'X-CSRF-TOKEN': csrf()},
        });
        clearTimeout(late);
        offline(false);
        if (response.status === 401 || response.type === 'opaqueredirect') {
          note(item, 'STOP', word('signIn'));
          sound('STOP');
          location.reload();
          return true;
        }
        if (response.status === 423) {
          // The page is covered: the scan waits until the same person is back.
          offline(false);
          document.dispatchEvent(new Event('mailuo:covered'));
          await new Promise((back) => document.addEventListener('mailuo:uncovered', back, {once: true}));
          return false;
        }
        if (response.status === 502 || response.status === 503 || response.status === 504) { unsure(item); return false; }
        htmx.swap(place, await response.text(), {swapStyle: 'innerHTML'});
        const verdict = $('[data-verdict]', place);
        const kind = verdict?.dataset.verdict ?? (response.ok ? 'GO' : 'STOP');
        note(item, kind, $('[data-verdict-title]', place)?.textContent ?? '');
        sound(kind);
        document.dispatchEvent(new CustomEvent('mailuo:scanned', {detail: {kind, scan: item.scan}}));
        return true;
      } catch {
        clearTimeout(late);
        unsure(item);
        return false;
      }
    };

    const work = async () => {
      if (busy) return;
      busy = true;
      while (queue.length) {
        if (await send(queue[0])) queue.shift();
        else await new Promise((again) => setTimeout(again, ANSWER_WITHIN));
      }
      busy = false;
    };

    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const scan = field.value.trim();
      if (!scan) return;
      const body = new FormData(form);
      body.set('command', commandId());
      const entry = {at: new Date().toTimeString().slice(0, 8), scan: discreet(scan, form.dataset.person), kind: 'SENT', title: word('sending')};
      logged.unshift(entry);
      logged.splice(LAST);
      draw();
      queue.push({body: new URLSearchParams(body), scan: entry.scan, entry});
      field.value = '';
      work();
    });

    window.addEventListener('online', work);
    window.addEventListener('beforeunload', (event) => { if (queue.length) event.preventDefault(); });
    document.addEventListener('keydown', (event) => {
      if (!typing(document.activeElement) && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
    });
    document.addEventListener('focusout', () => setTimeout(() => {
      if (document.activeElement === document.body && !getSelection().toString()) field.focus();
    }, 150));
    field.focus();
    draw();
  };

  const offline = (lost) => { const notice = $('#offline'); if (notice) notice.hidden = !lost; };
  window.addEventListener('offline', () => offline(true));
  window.addEventListener('online', () => offline(false));
  document.addEventListener('htmx:sendError', () => offline(true));
  document.addEventListener('htmx:afterRequest', (event) => { if (event.detail.successful) offline(false); });

  // ---- tables: j/k or arrows walk, Enter opens, x ticks
  const rows = () => $$('table[data-rows] tbody tr').filter((row) => row.offsetParent !== null);
  const walk = (step) => {
    const all = rows();
    if (!all.length) return false;
    const at = all.findIndex((row) => row.classList.contains('row-at'));
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    all[at]?.classList.remove('row-at');
    next.classList.add('row-at');
    next.scrollIntoView({block: 'nearest'});
    return true;
  };
  const open = () => {
    const link = $('table[data-rows] tr.row-at a');
    link?.click();
    return Boolean(link);
  };
  const tick = () => {
    const box = $('table[data-rows] tr.row-at input[type=checkbox]');
    if (box && !box.disabled) { box.checked = !box.checked; box.dispatchEvent(new Event('change', {bubbles: true})); }
  };

  const count = (form) => {
    const boxes = $$('tbody input[type=checkbox]', form);
    const chosen = boxes.filter((box) => box.checked).length;
    $$('[data-chosen-count]', form).forEach((place) => { place.textContent = chosen; });
    $$('[data-chosen-act]', form).forEach((button) => { button.disabled = chosen === 0; });
    $$('[data-choose-all]', form).forEach((all) => {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    });
  };
  const countAll = () => $$('[data-chosen-bar]').forEach((bar) => { const form = bar.closest('form'); if (form) count(form); });
  document.addEventListener('change', (event) => {
    const form = event.target.closest?.('form');
    if (!form || event.target.type !== 'checkbox') return;
    if (event.target.matches('[data-choose-all]')) {
      $$('tbody input[type=checkbox]:not(:disabled)', form).forEach((box) => { box.checked = event.target.checked; });
    }
    if ($('[data-chosen-bar]', form)) count(form);
  });

  // ---- keys everywhere
  const help = () => { const dialog = $('#shortcuts'); if (dialog && !dialog.open) dialog.showModal(); };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      $('#aside')?.replaceChildren();
      $$('details[data-menu][open]').forEach((menu) => { menu.open = false; });
      return;
    }
    if (typing(event.target) || $('dialog[open]') || $('form[data-scan]')) return;
    const acts = {
      '/': () => { $('#find')?.focus(); return true; },
      '?': () => { help(); return true; },
      j: () => walk(1), k: () => walk(-1), ArrowDown: () => walk(1), ArrowUp: () => walk(-1),
      x: () => { tick(); return true; },
      Enter: () => event.target === document.body && open(),
    };
    if (acts[event.key]?.()) event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-shortcuts]')) help();
    if (event.target.closest?.('[data-print]')) print();
    const toggle = event.target.closest?.('[data-side-toggle]');
    if (toggle) toggle.setAttribute('aria-expanded', String(document.body.classList.toggle('side-open')));
    $$('details[data-menu][open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    // A click anywhere in a row opens it, except on what acts by itself.
    const row = event.target.closest?.('table[data-rows] tbody tr');
    if (row && !event.target.closest('a,button,input,label,select') && !getSelection().toString()) {
      rows().forEach((other) => other.classList.toggle('row-at', other === row));
      $('a', row)?.click();
    }
  });

  document.addEventListener('submit', (event) => {
    // A second press of the same button is not a second deed; the server's command id is the real lock.
    const form = event.target;
    if (form.method === 'post' && !form.matches('[data-scan],[hx-post]')) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = 'yes';
    }
  });
  window.addEventListener('pageshow', () => $$('form[data-sent]').forEach((form) => { delete form.dataset.sent; }));

  const ready = () => {
    $$('form[data-scan]').forEach(bench);
    $('[data-focus]')?.focus();
    const flash = $('#flash [data-verdict]');
    if (flash && $('form[data-scan]')) sound(flash.dataset.verdict);
    countAll();
  };
  document.addEventListener('htmx:afterSettle', countAll);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready); else ready();
})();
