import type { TFunction } from 'i18next'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { sync as catalogue } from '#renderer/i18n/en/sync.ts'

const { kinds, causes } = catalogue.log

/** What a line of the log says, and the rest of it in small type: why, or technical words; '' where there is none. */
export function logLineText(
  t: TFunction<'sync'>,
  { kind, detail }: Pick<SyncLogEntry, 'kind' | 'detail'>,
  remote: string,
): { sentence: string; rest: string } {
  switch (kind) {
    case 'sent':
    case 'sweep-finished':
      return { sentence: t(`log.${kind}`, { count: Number(detail), remote }), rest: '' }
    case 'sweep-question': {
      const [missing = '', linked = ''] = detail.split('/')
      return { sentence: t('log.sweep-question', { count: Number(missing), linked, remote }), rest: '' }
    }
    case 'first-connection':
      return { sentence: t(detail === 'done' ? 'log.first-done' : 'log.first-read', { remote }), rest: '' }
    default:
      return {
        sentence: t(`log.kinds.${isKey(kinds, kind) ? kind : 'other'}`, { remote }),
        rest: isKey(causes, detail) ? t(`log.causes.${detail}`, { remote }) : detail,
      }
  }
}

function isKey<T extends object>(texts: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(texts, key)
}
