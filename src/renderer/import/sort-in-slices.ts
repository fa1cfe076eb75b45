/** Texts that are sorted in one go: a few ms. */
const CHUNK = 4_000

/** The texts in ascending order (by code units), sorted piece by piece; `rest` is awaited often in between. */
export async function sortInSlices(
  texts: readonly string[],
  rest: () => Promise<void> | undefined,
): Promise<string[]> {
  let runs: string[][] = []
  for (let from = 0; from < texts.length; from += CHUNK) {
    runs.push(texts.slice(from, from + CHUNK).sort())
    await rest()
  }
  while (runs.length > 1) {
    const merged: string[][] = []
    for (let at = 0; at < runs.length; at += 2)
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], rest))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge(
  left: readonly string[],
  right: readonly string[],
  rest: () => Promise<void> | undefined,
): Promise<string[]> {
  const merged: string[] = []
  let [l, r] = [0, 0]
  while (l < left.length || r < right.length) {
    for (let step = 0; step < CHUNK; step += 1) {
      const [one, other] = [left[l], right[r]]
      if (one !== undefined && (other === undefined || one <= other)) {
        merged.push(one)
        l += 1
      } else if (other !== undefined) {
        merged.push(other)
        r += 1
      } else break
    }
    await rest()
  }
  return merged
}
