// The form of an honor roll: shows only the choices that its source and scope have a use for, and asks the server who
// would be on it now. Nothing is saved. Without JavaScript all choices show, and those that don't fit are left out.
const WANTED = {
  area: (form) => form.scope === 'area',
  post: (form) => form.scope === 'post',
  team: (form) => form.scope === 'team',
  chief_role: (form) => form.scope === 'team' && form.team === 'chiefs',
  fed_by: (form) => form.source === 'editions',
};

function tidy(form) {
  const chosen = Object.fromEntries(['scope', 'team', 'source'].map((name) => [name, form.elements.namedItem(name)?.value]));
  for (const [name, isWanted] of Object.entries(WANTED)) {
    const panel = form.elements.namedItem(name)?.closest('.w-panel__wrapper');
    if (panel) panel.hidden = !isWanted(chosen);
  }
}

function formOf(target) {
  const button = document.querySelector('[data-preview-roll]');
  return button && target.form === button.form ? button.form : null;
}

document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('[data-preview-roll]');
  if (button?.form) tidy(button.form);
});

document.addEventListener('change', (event) => {
  const form = formOf(event.target);
  if (!form) return;
  tidy(form);
  document.getElementById('roll-preview').textContent = ''; // names of another rule mislead
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-preview-roll]');
  if (!button) return;
  const answer = document.getElementById(button.getAttribute('aria-controls'));
  button.disabled = true;
  answer.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(button.dataset.previewRoll, {
      method: 'POST',
      body: new FormData(button.form),
      headers: { Accept: 'text/html' },
    });
    if (!response.ok && response.status !== 422) throw new Error(String(response.status));
    answer.innerHTML = await response.text();
  } catch {
    answer.textContent = button.dataset.failed;
  } finally {
    button.disabled = false;
    answer.removeAttribute('aria-busy');
  }
});
