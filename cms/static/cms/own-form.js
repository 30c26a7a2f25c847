/*
 * Building an own form in the admin: the meter follows what is typed, and a condition is chosen from the
 * questions above and their answers instead of being written down.
 */
;(() => {
  'use strict'

  const COMPARABLE = new Set(['choice', 'choices', 'yes_no'])
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()

  function start() {
    const meter = document.querySelector('[data-linli-meter]')
    if (!meter) return
    const form = meter.closest('form')
    const words = meter.dataset

    // --- reading the stream as Wagtail lays it out in the page -------------------------------------
    const field = (name) => form.elements.namedItem(name)
    const valueOf = (name) => field(name)?.value ?? ''

    function questions() {
      const found = []
      for (const input of form.querySelectorAll('input[name^="form-"][name$="-id"]')) {
        const at = /^(form-\d+)-id$/.exec(input.name)?.[1]
        if (!at || valueOf(`${at}-deleted`) === '1') continue
        const type = valueOf(`${at}-type`)
        found.push({
          at,
          id: input.value,
          type,
          order: Number(valueOf(`${at}-order`)),
          label: valueOf(`${at}-value-label`).trim() || words.wordUnnamed,
          answers: type === 'yes_no' ? [['yes', words.wordYes], ['no', words.wordNo]] : options(at),
        })
      }
      return found.sort((one, other) => one.order - other.order)
    }

    function options(at) {
      const count = Number(valueOf(`${at}-value-options-count`)) || 0
      const listed = []
      for (let n = 0; n < count; n += 1) {
        const name = `${at}-value-options-${n}`
        const text = valueOf(`${name}-value`).trim()
        if (text !== '' && valueOf(`${name}-deleted`) !== '1') {
          listed.push({ order: Number(valueOf(`${name}-order`)), text })
        }
      }
      return listed.sort((one, other) => one.order - other.order).map(({ text }) => [text, text])
    }

    // --- choosing the condition --------------------------------------------------------------------
    function drawConditions() {
      const all = questions()
      all.forEach((question, place) => drawCondition(question, all.slice(0, place)))
    }

    function drawCondition(question, earlier) {
      const written = field(`${question.at}-value-shown_if-question`)
      const test = field(`${question.at}-value-shown_if-test`)
      const answers = field(`${question.at}-value-shown_if-answers`)
      if (!written || !test || !answers) return
      // The first question has nothing to depend on.
      const whole = written.closest('[data-contentpath="shown_if"]')
      if (whole) whole.hidden = earlier.length === 0 && written.value === ''

      const select = beside(written, 'select')
      const choices = [['', words.wordAlways], ...earlier.map(({ id, label }) => [id, label])]
      if (written.value !== '' && !choices.some(([id]) => id === written.value)) {
        choices.push([written.value, words.wordRemoved])
      }
      fill(select, choices, written.value)
      select.onchange = () => put(written, select.value)

      const on = earlier.find(({ id }) => id === written.value)
      const isComparable = on === undefined || COMPARABLE.has(on.type)
      for (const option of test.options) option.disabled = !isComparable && option.value !== 'answered'
      if (!isComparable && test.value !== 'answered') put(test, 'answered')
      toggle(test, written.value !== '')
      summarise(whole, on, test, answers)
      const asksWhich = written.value !== '' && test.value !== 'answered'
      toggle(answers, asksWhich)
      drawBoxes(answers, asksWhich ? (on?.answers ?? []) : [], test.value !== 'one_of')
    }

    /** The condition in one line, readable while it is folded up. */
    function summarise(whole, on, test, answers) {
      const heading = whole?.querySelector('[data-panel-heading-text]')
      if (!heading) return
      let line = heading.parentElement.querySelector('[data-linli-summary]')
      if (!line) {
        line = document.createElement('span')
        line.dataset.linliSummary = ''
        heading.after(line)
      }
      const known = new Map(on?.answers ?? [])
      const said = answers.value.split('\n').map((one) => known.get(one.trim()) ?? one.trim()).filter(Boolean)
      const how = test.options[test.selectedIndex]?.text ?? ''
      const words = on ? [`“${on.label}”`, how, test.value === 'answered' ? '' : said.join('、')] : []
      line.textContent = words.filter(Boolean).join(' ')
    }

    function drawBoxes(answers, choices, isSingle) {
      const boxes = beside(answers, 'div')
      boxes.className = 'linli-condition'
      const chosen = answers.value.split('\n').map((line) => line.trim()).filter(Boolean)
      const known = choices.map(([value]) => value)
      // An answer that the earlier question no longer has stays visible, so that it can be taken off.
      const listed = [...choices, ...chosen.filter((one) => !known.includes(one)).map((one) => [one, `${one} ✕`])]
      const drawn = JSON.stringify([listed, chosen, isSingle])
      if (boxes.dataset.drawn === drawn) return
      boxes.dataset.drawn = drawn
      boxes.replaceChildren(
        ...listed.map(([value, text]) => {
          const label = document.createElement('label')
          const box = document.createElement('input')
          box.type = isSingle ? 'radio' : 'checkbox'
          if (isSingle) box.dataset.group = answers.name
          box.checked = chosen.includes(value)
          box.onchange = () => {
            const others = isSingle ? [] : chosen.filter((one) => one !== value)
            put(answers, [...others, ...(box.checked ? [value] : [])].join('\n'))
          }
          label.append(box, ` ${text}`)
          return label
        }),
      )
    }

    /** A field of ours that stands for a hidden one of Wagtail's; it has no name and is not sent. */
    function beside(original, tag) {
      let ours = original.parentElement.querySelector(':scope > [data-linli-ours]')
      if (!ours) {
        ours = document.createElement(tag)
        ours.dataset.linliOurs = ''
        if (tag === 'div') ours.setAttribute('role', 'group')
        ours.setAttribute('aria-label', original.labels?.[0]?.textContent.trim() ?? '')
        original.after(ours)
        original.hidden = true
        original.style.display = 'none'
      }
      return ours
    }

    function fill(select, choices, value) {
      const drawn = JSON.stringify(choices)
      if (select.dataset.drawn !== drawn) {
        select.dataset.drawn = drawn
        select.replaceChildren(...choices.map(([id, label]) => new Option(label, id)))
      }
      select.value = value
    }

    function toggle(input, isShown) {
      const row = input.closest('[data-contentpath]')
      if (row) row.hidden = !isShown
    }

    function put(input, value) {
      input.value = value
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }

    // --- the meter ---------------------------------------------------------------------------------
    const shown = meter.querySelector('[data-linli-meter-shown]')
    const word = meter.querySelector('[data-linli-meter-word]')
    let asked = 0
    let measured = state()

    /** What the questions hold now: a click that changes nothing asks nothing. */
    function state() {
      return JSON.stringify([...new FormData(form)].filter(([name]) => name.startsWith('form-')))
    }

    async function measure() {
      const now = state()
      if (now === measured) return
      measured = now
      asked += 1
      const mine = asked
      let answer = null
      try {
        answer = await fetch(meter.dataset.linliMeter, { method: 'POST', body: new FormData(form) })
      } catch {
        answer = null
      }
      if (mine !== asked) return // a newer question is on its way
      if (!answer?.ok) {
        shown.textContent = words.wordFailed
        return
      }
      shown.innerHTML = await answer.text()
      word.hidden = shown.querySelector('[data-asks]') === null
    }

    let later = 0
    function changed() {
      window.clearTimeout(later)
      later = window.setTimeout(() => {
        drawConditions()
        void measure()
      }, 350)
    }

    form.addEventListener('input', changed)
    form.addEventListener('change', changed)
    form.addEventListener('click', changed)
    drawConditions()
    new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
      if (!added.some((node) => node.matches?.('[data-contentpath], [data-streamfield-child]'))) return
      drawConditions() // at once: nothing may jump under the pointer a moment later
      changed()
    }).observe(form, { childList: true, subtree: true })
  }
})()
