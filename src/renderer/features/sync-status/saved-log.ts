import type { TFunction } from 'i18next'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { logArea, type LogArea } from './log-area.ts'
import { logLineText } from './log-line-text.ts'

/** What is saved, and what the heading says about it. */
export interface SavedLogParts {
  /** The lines that are shown, newest first. */
  readonly entries: readonly SyncLogEntry[]
  /** How many lines there are without a filter. */
  readonly total: number
  readonly level: 'all' | 'problems' | 'errors'
  readonly area: LogArea | null
  /** True where words are looked for; what they are is not told, since they may be a name. */
  readonly searched: boolean
  /** The app, its version, and where it runs. */
  readonly app: string
  readonly remote: string
  readonly shown: (count: number) => string
}

/** Longest line, in characters. */
const LONGEST = 2000

/**
 * The log as lines of a text file, for whoever is asked for help: a heading, then columns with tabs between them. Times
 * are UTC, and customers stand as the ids that they have on this computer: a saved log names nobody.
 */
export function savedLog(t: TFunction<'sync'>, parts: SavedLogParts): string[] {
  const { entries, total, level, area, searched, remote, shown } = parts
  const filters = [
    ...(level === 'all' ? [] : [t(`log.${level}`)]),
    ...(area === null ? [] : [t(`log.areas.${area}`)]),
    ...(searched ? [t('log.file.searched')] : []),
  ]
  const lines = entries.map((entry) => {
    const { sentence, rest } = logLineText(t, entry, remote)
    const about = t(`log.areas.${logArea(entry.kind)}`)
    const time = new Date(entry.at).toISOString()
    return [time, t(`log.levels.${entry.level}`), about, sentence, rest, entry.customerId]
      .join('\t')
      .slice(0, LONGEST)
  })
  const counts = { shown: shown(entries.length), total: shown(total) }
  return [
    `${parts.app}, ${remote}`,
    filters.length === 0
      ? t('log.file.whole', counts)
      : t('log.file.filtered', { ...counts, filter: filters.join(', ') }),
    t('log.file.note'),
    '',
    t('log.file.columns').split(', ').join('\t'),
    ...lines,
  ]
}
