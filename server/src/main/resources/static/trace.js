// A drawing wider than the screen opens where the reader is: at the present bag.
(() => {
  'use strict';
  const show = (figure) => {
    const present = figure.querySelector('.tr-present');
    if (present && figure.scrollWidth > figure.clientWidth) {
      const middle = present.getBoundingClientRect(), frame = figure.getBoundingClientRect();
      figure.scrollLeft += middle.left + middle.width / 2 - frame.left - frame.width / 2;
    }
  };
  document.querySelectorAll('.trace-figure').forEach(show);
  document.addEventListener('htmx:load', (event) => event.target.querySelectorAll?.('.trace-figure').forEach(show));
})();
