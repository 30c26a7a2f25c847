/* Shows the questions of the chosen category, and those whose condition the answers meet. */
;(() => {
  'use strict'

  const category = document.querySelector('select[name="category"]')
  if (!category) return
  const rows = [...document.querySelectorAll('[data-linli-question]')]

  function inputsOf(row) {
    return [...row.querySelectorAll('input[data-question], textarea[data-question]')]
  }

  function answersOf(row) {
    return inputsOf(row)
      .filter((input) => (['radio', 'checkbox'].includes(input.type) ? input.checked : input.value.trim() !== ''))
      .map((input) => input.value.trim())
  }

  function holds([key, test, values], asked) {
    const given = asked.get(key) ?? []
    if (given.length === 0) return false
    if (test === 'answered') return true
    const isAmong = given.some((one) => values.includes(one))
    return test === 'is_not' ? !isAmong : isAmong
  }

  function draw() {
    const asked = new Map()
    for (const row of rows) {
      const { category: of, question, shownIf } = inputsOf(row)[0].dataset
      const isShown = of === category.value && (!shownIf || holds(JSON.parse(shownIf), asked))
      row.hidden = !isShown
      if (isShown) asked.set(question, answersOf(row))
    }
  }

  document.addEventListener('change', draw)
  document.addEventListener('input', draw)
  document.addEventListener('DOMContentLoaded', draw)
  draw()
})()
