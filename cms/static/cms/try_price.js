// "Try this price" on the form of a reward: asks the server and shows its answer in place; nothing is saved.
// Without JavaScript, saving another price shows the same figures first.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-try-price]');
  if (!button) return;
  const answer = document.getElementById(button.getAttribute('aria-controls'));
  const field = (name) => button.form.elements.namedItem(name);
  const asked = new URLSearchParams({
    reward: button.dataset.reward,
    community: field('community')?.value ?? '',
    price: field('price').value,
    stock: field('stock').value,
  });
  button.disabled = true;
  answer.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(`${button.dataset.tryPrice}?${asked}`, { headers: { Accept: 'text/html' } });
    if (!response.ok && response.status !== 422) throw new Error(String(response.status));
    answer.innerHTML = await response.text();
    if (response.ok) field('looked_at').value = asked.get('price');
  } catch {
    answer.textContent = button.dataset.failed;
  } finally {
    button.disabled = false;
    answer.removeAttribute('aria-busy');
  }
});

// Figures of another price than the one that is typed mislead.
document.addEventListener('input', (event) => {
  if (!['price', 'stock'].includes(event.target.name)) return;
  const button = event.target.form?.querySelector('[data-try-price]');
  if (button) document.getElementById(button.getAttribute('aria-controls')).textContent = '';
});
