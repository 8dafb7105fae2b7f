// A computer that several people share: the page is covered by hand or when nobody touched it for the idle minutes. What was
// in hand stays beneath the cover for the same person; the server, not this file, is what keeps everybody else out.
'use strict';
(() => {
  const cover = document.getElementById('lock');
  if (!cover) return;
  const idle = Number(cover.dataset.idle) * 1000;
  const TELL_EVERY = Math.min(60000, idle / 4);
  const tabs = new BroadcastChannel('mailuo-lock');
  const csrf = () => document.querySelector('meta[name=csrf]')?.content ?? '';
  let seen = Date.now();
  let told = seen;

  const post = (path, body) => fetch(path, {
    method: 'POST', body, redirect: 'manual', headers: {'HX-Request': 'true', 'X-CSRF-TOKEN': csrf()},
  });

  const close = () => {
    if (cover.open) return;
    document.body.classList.add('covered');
    cover.showModal();
    cover.querySelector('input[type=password]').focus();
  };

  const open = () => {
    seen = Date.now();
    told = seen;
    document.body.classList.remove('covered');
    cover.querySelector('[data-lock-answer]').replaceChildren();
    cover.close();
    document.dispatchEvent(new Event('mailuo:uncovered'));
  };

  const lock = () => {
    close();
    tabs.postMessage('close');
    post('/locked').catch(() => { /* without a network the server covers it by its own clock */ });
  };

  const touch = () => {
    if (cover.open) return;
    seen = Date.now();
    if (seen - told < TELL_EVERY) return;
    told = seen;
    tabs.postMessage('touch');
    post('/locked/here').then((answer) => {
      if (answer.status === 423) close();
      if (answer.status === 401 || answer.type === 'opaqueredirect') location.reload();
    }).catch(() => {});
  };

  tabs.addEventListener('message', (event) => {
    if (event.data === 'touch') { seen = Date.now(); told = seen; }
    if (event.data === 'close') close();
    if (event.data === 'open') open();
  });
  for (const sign of ['pointerdown', 'keydown', 'wheel']) document.addEventListener(sign, touch, {passive: true, capture: true});
  setInterval(() => { if (!cover.open && Date.now() - seen >= idle) lock(); }, Math.min(5000, idle / 4));

  // Escape closes a dialog; this one opens again until the password is right.
  cover.addEventListener('cancel', (event) => event.preventDefault());
  cover.addEventListener('close', () => { if (document.body.classList.contains('covered')) cover.showModal(); });

  document.addEventListener('mailuo:covered', close);
  document.addEventListener('htmx:beforeOnLoad', (event) => {
    if (event.detail.xhr.status === 423) { event.preventDefault(); close(); }
  });

  document.addEventListener('submit', async (event) => {
    if (event.target.matches('[data-lock]')) {
      event.preventDefault();
      delete event.target.dataset.sent;
      lock();
    }
    if (!event.target.matches('#lock [data-continue]')) return;
    event.preventDefault();
    delete event.target.dataset.sent;
    const field = event.target.elements.password;
    const body = new URLSearchParams(new FormData(event.target));
    field.value = '';
    try {
      const answer = await post('/locked/continue', body);
      if (answer.status === 204) { open(); tabs.postMessage('open'); }
      else if (answer.status === 409) htmx.swap(cover.querySelector('[data-lock-answer]'), await answer.text(), {swapStyle: 'innerHTML'});
      else location.reload();
    } catch { field.focus(); }
  }, true);
})();
