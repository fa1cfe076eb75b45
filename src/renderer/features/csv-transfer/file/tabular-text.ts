/** The delimiters by which pasted lists part their columns, likeliest first. */
const DELIMITERS = ['\t', ';', '|', ','] as const

/** Lines that are looked at. */
const LOOKED_AT = 50

/** Rows and columns of a text that is a list; null where it is none. */
export function tabularShape(text: string): { rows: number; columns: number } | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0) return null
  for (const delimiter of DELIMITERS) {
    const widths = lines.slice(0, LOOKED_AT).map((line) => line.split(delimiter).length)
    const columns = Math.max(...widths)
    if (columns < 2) continue
    // Prose has a comma here and there; a list has its delimiters in nearly every line.
    const full = widths.filter((width) => width > 1).length
    if (delimiter === '\t' || (lines.length > 1 && full >= widths.length * 0.8))
      return { rows: lines.length, columns }
  }
  return null
}
