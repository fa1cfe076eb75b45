/** What a restore would do with a customer and with its SKU mappings. */
export type RestoreKind = 'missing' | 'changed' | 'added'

/** Which customers of a kind a person wants restored: all but these, or these alone. */
export interface KindChoice {
  readonly all: boolean
  /** Ids as in RestoreRow. */
  readonly except: ReadonlySet<string>
}

/** What of a preview a person wants done. */
export type RestoreChoices = Readonly<Record<RestoreKind, KindChoice>>

/** Every customer of a kind. */
export const ALL_OF_THEM: KindChoice = { all: true, except: new Set() }

/** None of a kind. */
export const NONE_OF_THEM: KindChoice = { all: false, except: new Set() }

/** True where this customer is among the chosen ones. */
export function isChosen({ all, except }: KindChoice, id: string): boolean {
  return all !== except.has(id)
}

/** How many of `of` customers are chosen; `except` holds ids of these customers only. */
export function chosenOf({ all, except }: KindChoice, of: number): number {
  return all ? of - except.size : except.size
}

/**
 * The choice with this customer of `of` chosen, or not any more. All of them is the choice of the whole kind, however it
 * was come to, and so is none.
 */
export function withChosen(choice: KindChoice, id: string, chosen: boolean, of: number): KindChoice {
  if (isChosen(choice, id) === chosen) return choice
  const except = new Set(choice.except)
  if (!except.delete(id)) except.add(id)
  const next = { all: choice.all, except }
  const count = chosenOf(next, of)
  return count === of ? ALL_OF_THEM : count === 0 ? NONE_OF_THEM : next
}
