/** A promise of docs/sync.md, section 12, that was broken. */
export class Broken extends Error {}
