import type { BackupKind } from '#shared/backup/backup-format.ts'

/** What rotation looks at. */
export interface KeptBackup {
  readonly id: string
  readonly kind: BackupKind
  /** ms since the epoch. */
  readonly createdAt: number
}

/** Of the daily ones: the newest of each of so many days … */
const DAYS = 7
/** … and the newest of each of so many weeks. */
const WEEKS = 4
/** Of the others the newest so many. */
const OTHERS: Readonly<Record<Exclude<BackupKind, 'daily'>, number>> = {
  'by-hand': 10,
  'before-restore': 5,
  'before-migration': 3,
  'readable-rest': 3,
}

const DAY_MS = 86_400_000
/** The first Monday after the epoch. */
const FIRST_MONDAY = 4 * DAY_MS

/**
 * The ids of those that go. Days and weeks are counted where there are backups and not by the calendar, so that a
 * computer that was off for months loses none of what it has.
 */
export function outdatedBackups(backups: readonly KeptBackup[]): string[] {
  const newestFirst = [...backups].sort((a, b) => b.createdAt - a.createdAt)
  const daily = newestFirst.filter(({ kind }) => kind === 'daily')
  const kept = new Set([
    ...newestOfEach(daily, DAYS, (at) => Math.floor(at / DAY_MS)),
    ...newestOfEach(daily, WEEKS, (at) => Math.floor((at - FIRST_MONDAY) / (7 * DAY_MS))),
  ])
  for (const [kind, count] of Object.entries(OTHERS)) {
    for (const { id } of newestFirst.filter((backup) => backup.kind === kind).slice(0, count)) kept.add(id)
  }
  return newestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
}

function newestOfEach(
  newestFirst: readonly KeptBackup[],
  count: number,
  span: (at: number) => number,
): string[] {
  const bySpan = new Map<number, string>()
  for (const { id, createdAt } of newestFirst) {
    const key = span(createdAt)
    if (!bySpan.has(key)) bySpan.set(key, id)
  }
  return [...bySpan.values()].slice(0, count)
}
