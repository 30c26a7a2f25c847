// Keeps the big screen up to date: asks every half minute and puts the new part in the old one's place.
(() => {
  const every = Number(document.body.dataset.refresh) * 1000
  const late = document.querySelector('.late')
  const clock = document.querySelector('.clock')
  const language = document.documentElement.lang

  const tell = () => {
    const now = new Date()
    const day = now.toLocaleDateString(language, { month: 'long', day: 'numeric', weekday: 'long' })
    clock.textContent = `${day}  ${now.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}`
  }

  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: 'no-cache', signal: AbortSignal.timeout(every) })
      if (!answer.ok) throw new Error(String(answer.status))
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.querySelector('main')
      if (!fresh) throw new Error('no page')
      document.querySelector('main').replaceWith(document.adoptNode(fresh))
      late.hidden = true
    } catch {
      late.hidden = false
    }
    setTimeout(look, every)
  }

  tell()
  setInterval(tell, 5000)
  setTimeout(look, every)
})()
