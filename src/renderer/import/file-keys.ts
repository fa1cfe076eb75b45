/** A key a record can be known by, strongest first. */
export const RECORD_KEYS = [
  'localId',
  'remoteId',
  'code',
  'referenceId',
  'email',
  'mobileE164',
  'address',
] as const

/** One of the keys a record can be known by. */
export type RecordKey = (typeof RECORD_KEYS)[number]

/** The keys of one record, as they are compared; '' where it has none. */
export type RecordKeys = Record<RecordKey, string>

/**
 * True where two records that agree in `by` differ in a stronger key that both have: two people who share an e-mail
 * address but have different customer codes are two customers.
 */
export function differInStrongerKey(a: RecordKeys, b: RecordKeys, by: RecordKey): boolean {
  for (const key of RECORD_KEYS) {
    if (key === by) return false
    if (a[key] !== '' && b[key] !== '' && a[key] !== b[key]) return true
  }
  return false
}

/** The rows of a file that were seen so far, to find those that are the same record as one before. */
export class FileKeys {
  readonly #byKey = new Map<string, number>()
  readonly #byRecord = new Map<string, number>()
  readonly #keys = new Map<number, RecordKeys>()

  /** The row before that is about this record, or undefined. */
  rowOfRecord(recordId: string): number | undefined {
    return this.#byRecord.get(recordId)
  }

  /** The row before that has one of these keys and differs in no stronger one, or undefined. */
  rowOfKeys(keys: RecordKeys): number | undefined {
    for (const by of RECORD_KEYS) {
      if (keys[by] === '') continue
      const row = this.#byKey.get(`${by}:${keys[by]}`)
      const before = row === undefined ? undefined : this.#keys.get(row)
      if (row !== undefined && before !== undefined && !differInStrongerKey(keys, before, by)) return row
    }
    return undefined
  }

  /** Remembers a row. Of several with one key the first stays. */
  add(row: number, recordId: string, keys: RecordKeys): void {
    this.#byRecord.set(recordId, row)
    this.#keys.set(row, keys)
    for (const by of RECORD_KEYS) {
      const key = `${by}:${keys[by]}`
      if (keys[by] !== '' && !this.#byKey.has(key)) this.#byKey.set(key, row)
    }
  }
}
