/** The parts of sync by which the log can be filtered. */
export const LOG_AREAS = ['sending', 'reading', 'decisions', 'connection'] as const

/** One of them. */
export type LogArea = (typeof LOG_AREAS)[number]

const AREA_OF: Readonly<Record<string, LogArea>> = {
  sent: 'sending',
  'found-again': 'sending',
  refused: 'sending',
  unknown: 'sending',
  'record-failed': 'sending',
  'removed-there': 'reading',
  'sweep-finished': 'reading',
  'sweep-question': 'reading',
  'sweep-failed': 'reading',
  'record-unread': 'reading',
  conflict: 'decisions',
  settled: 'decisions',
}

/** Where a line of the log belongs. */
export function logArea(kind: string): LogArea {
  return AREA_OF[kind] ?? 'connection'
}
