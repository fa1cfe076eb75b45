/** Rows a second, over a window of a few seconds so that it does not jump. */
export function importRate(now: () => number): (rowsDone: number) => number {
  const marks: { at: number; rows: number }[] = []
  return (rows) => {
    marks.push({ at: now(), rows })
    if (marks.length > 20) marks.shift()
    const first = marks[0]
    const last = marks.at(-1)
    if (first === undefined || last === undefined || last.at === first.at) return 0
    return Math.round(((last.rows - first.rows) * 1000) / (last.at - first.at))
  }
}
