/**
 * A column name as plain words: "billing_address1", "Billing Address 1", "billingAddress_1" and "BILLINGAddress1" are
 * all "billing address 1". Accents, case and punctuation do not count.
 */
export function headerWords(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How well a header fits a name: 3 = the same, 2 = the name is in it as whole words, 1 = as a part, 0 = not. */
export function headerScore(words: string, name: string): 0 | 1 | 2 | 3 {
  if (words === name) return 3
  if (` ${words} `.includes(` ${name} `)) return 2
  // Short names occur inside too many words ("state" in "estate" is bad enough, "fax", "tag" and "id" are worse).
  if (name.length < 4) return 0
  return words.replaceAll(' ', '').includes(name.replaceAll(' ', '')) ? 1 : 0
}

/** One possible meaning of a column. */
export interface ColumnCandidate<T extends string> {
  target: T
  score: number
  /** True where name and cells leave no doubt. */
  sure: boolean
  /** True where only the cells speak for it: losing it to another column is no reason to ask. */
  byCells?: boolean
}

/** What a column is taken for; where it is not `sure` a person should look at it. */
export interface ColumnGuess<T extends string> {
  target: T | 'ignore'
  sure: boolean
}

/**
 * Gives each target to one column (to several where `several` says so): the best fit first, of equal ones the first
 * column. A column whose meaning went to another one is left out and not sure, so that nothing disappears unseen.
 */
export function assignColumns<T extends string>(
  candidates: readonly (readonly ColumnCandidate<T>[])[],
  several: (target: T) => boolean = () => false,
): ColumnGuess<T>[] {
  const ranked = candidates
    .flatMap((of, column) => of.map((candidate) => ({ ...candidate, column })))
    .sort((a, b) => b.score - a.score || a.column - b.column)
  const taken = new Set<T>()
  const guesses = new Map<number, ColumnGuess<T>>()
  for (const { target, sure, column } of ranked) {
    if (guesses.has(column) || (taken.has(target) && !several(target))) continue
    taken.add(target)
    guesses.set(column, { target, sure })
  }
  return candidates.map(
    (of, column) =>
      guesses.get(column) ?? { target: 'ignore', sure: of.every((candidate) => candidate.byCells === true) },
  )
}
