/** How often things happen, in ms. */
export interface SyncTiming {
  /** Between two questions for news. */
  pollMs: number
  /** The same where only a complete reading shows what is new. */
  fullScanMs: number
  /** Between two sweeps; and how old the last one must be for one at the start. */
  sweepMs: number
  sweepOnStartMs: number
  /** From an edit to its sending, so that a row of edits goes together. */
  editMs: number
  /** Between two readings of all SKU mappings. */
  skuMappingsMs: number
  /** Between two readings of all details, where no list shows that one has changed. */
  detailsMs: number
  /** How long what was read about an opened customer counts as new. */
  openedMs: number
  /** How long a stop waits for what is under way before it is broken off. */
  stopMs: number
  /** The first and the longest pause between attempts to reach a remote that fails. */
  firstPauseMs: number
  longestPauseMs: number
}

/** The usual timing. */
export function usualTiming(): SyncTiming {
  return {
    pollMs: 60_000,
    fullScanMs: 900_000,
    sweepMs: 6 * 3_600_000,
    sweepOnStartMs: 1_800_000,
    editMs: 1_000,
    skuMappingsMs: 24 * 3_600_000,
    detailsMs: 6 * 3_600_000,
    openedMs: 60_000,
    stopMs: 3_000,
    firstPauseMs: 2_000,
    longestPauseMs: 60_000,
  }
}
