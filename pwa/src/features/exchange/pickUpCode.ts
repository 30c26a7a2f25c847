/** How a pick-up code is written, read out and typed. */
const LENGTH = 12

/** "882904922160" → "8829 0492 2160": read out in three breaths. */
export function inFours(code: string): string {
  return code.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ')
}

/** What is typed is put in fours while it grows; a scanner that types a QR's text is left alone. */
export function asTyped(text: string): string {
  return /^[\d\s-]*$/.test(text) ? inFours(text) : text
}

export function isWhole(text: string): boolean {
  return text.startsWith('LINLI:R:') || text.replace(/[\s-]/g, '').length === LENGTH
}
