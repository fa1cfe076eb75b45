/** Pieces of RxDB schemas. Longest lengths of indexed texts only size the keys of RxDB's memory storage. */

/** Largest time in ms that an index can hold (year 5138). */
const LATEST = 1e14

/** An id, or '' where the property says so. */
export const idText = { type: 'string', maxLength: 64 } as const

/** Text that is not indexed. */
export const text = { type: 'string' } as const

/** Text that is indexed. */
export const indexedText = { type: 'string', maxLength: 300 } as const

/** ms since the epoch; may be indexed. */
export const time = { type: 'number', minimum: 0, maximum: LATEST, multipleOf: 1 } as const

/** A counter that may be indexed. */
export const counter = { type: 'number', minimum: 0, maximum: 1e9, multipleOf: 1 } as const

/** Yes or no. */
export const flag = { type: 'boolean' } as const

/** Anything JSON can hold; its inside is checked by zod where it enters the app. */
export const anything = {} as const

/** A nested object whose inside is checked by zod where it enters the app. */
export const nested = { type: 'object' } as const

/** A list whose inside is checked by zod where it enters the app. */
export const list = { type: 'array' } as const
