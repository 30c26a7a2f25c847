/* Excel 导入: asks how far it is, once a second, and shows the result when it is there. A second click does nothing. */
(function () {
  'use strict';

  const EVERY = 1000;

  function follow(box) {
    const bar = box.querySelector('progress');
    const label = box.querySelector('[data-label]');
    let state = null;

    function show(answer) {
      if (!answer.under_way) {
        window.location.reload();
        return;
      }
      label.textContent = answer.label;
      // Writing is one transaction: nobody can look into it, so the bar moves without a number.
      const isWriting = answer.state === 'running' && answer.progress >= 80;
      if (answer.state === 'uploaded' || isWriting) bar.removeAttribute('value');
      else bar.value = answer.progress;
      if (state !== null && state !== answer.state) {
        window.location.reload();
        return;
      }
      state = answer.state;
      window.setTimeout(ask, EVERY);
    }

    function ask() {
      fetch(box.dataset.linliProgress, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
        .then(function (response) {
          if (!response.ok) throw new Error(String(response.status));
          return response.json();
        })
        .then(show)
        .catch(function () {
          window.setTimeout(ask, EVERY * 3);
        });
    }

    ask();
  }

  document.querySelectorAll('[data-linli-progress]').forEach(follow);

  document.addEventListener('submit', function (event) {
    const button = event.target.querySelector('[data-once], [data-busy]');
    if (!button) return;
    if (button.disabled) {
      event.preventDefault();
      return;
    }
    if (button.dataset.busy) button.textContent = button.dataset.busy;
    window.setTimeout(function () {
      button.disabled = true;
    }, 0);
  });
})();
