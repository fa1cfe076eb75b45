import type { TFunction } from 'i18next'
import type { BackupError } from '#shared/backup/backup-messages.ts'

/** Why a backup could not be written or used, in plain words. */
export function backupProblem(t: TFunction<'backups'>, error: BackupError): string {
  switch (error.kind) {
    case 'newer':
      return t('problem.newer', { version: error.appVersion })
    case 'other-workspace':
      return t('problem.other-workspace', { name: error.name })
    case 'needed':
      return t('problem.needed', { name: error.name })
    case 'failed':
      return t('problem.failed', { detail: error.detail })
    case 'disk-full':
    case 'no-access':
    case 'not-found':
    case 'not-a-backup':
    case 'cut-short':
    case 'damaged':
      return t(`problem.${error.kind}`)
  }
}

/** Bytes as people read them, such as "1.2 MB". */
export function sizeWords(bytes: number, locale: string): string {
  const [unit, size] =
    bytes < 1_000_000 ? (['kilobyte', bytes / 1000] as const) : (['megabyte', bytes / 1_000_000] as const)
  const digits = size < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(size)
}
