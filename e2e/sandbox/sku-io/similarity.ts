/** How alike two texts are, from 0 to 1: one minus the edits between them over the longer length. Case does not matter. */
export function similarity(one: string, other: string): number {
  const a = Array.from(one.toLowerCase())
  const b = Array.from(other.toLowerCase())
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - edits(a, b) / longer
}

function edits(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  a.forEach((sign, row) => {
    const current = [row + 1]
    b.forEach((otherSign, column) => {
      const replaced = (above[column] ?? 0) + (sign === otherSign ? 0 : 1)
      current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1))
    })
    above = current
  })
  return above[b.length] ?? 0
}
