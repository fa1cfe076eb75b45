/**
 * How alike two texts are, from 0 to 1: one minus the share of letters that must be changed to make one of the other
 * (Levenshtein distance over the longer length). 0 where it would be less than `least`, which makes looking cheap.
 */
export function similarity(a: string, b: string, least = 0): number {
  if (a === b) return 1
  const longer = Math.max(a.length, b.length)
  const most = Math.floor(longer * (1 - least) + 1e-9)
  if (Math.abs(a.length - b.length) > most) return 0
  const distance = distanceWithin(a, b, most)
  return distance > most ? 0 : 1 - distance / longer
}

/** The Levenshtein distance, or anything above `most` where it is more. */
function distanceWithin(a: string, b: string, most: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a.charCodeAt(row - 1) === b.charCodeAt(column - 1) ? 0 : 1
      const value = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + same,
      )
      current.push(value)
      if (value < least) least = value
    }
    if (least > most) return least
    previous = current
  }
  return previous[b.length] ?? 0
}
