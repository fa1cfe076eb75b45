import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { ImportOutcome } from '#renderer/import/import-jobs.ts'

/** Why a file cannot be read or written, in words for staff, with what to do. */
export function fileErrorText(t: TFunction<'imports'>, error: CsvFileError): string {
  switch (error.kind) {
    case 'binary':
      return t(`errors.binary.${error.looksLike}`)
    case 'unreadable':
      if (error.detail === 'row-too-long') return t('errors.rowTooLong')
      if (error.detail === 'encoding') return t('errors.encoding')
      if (error.detail === 'process-ended') return t('errors.process')
      if (error.detail === 'too-many-edits') return t('errors.tooManyEdits')
      if (error.detail === 'workbook') return t('errors.workbook')
      if (error.detail === 'workbook-too-large') return t('errors.workbookTooLarge')
      if (error.detail === 'sheet') return t('errors.sheet')
      return t('errors.unreadable', { detail: error.detail })
    case 'not-found':
    case 'not-a-file':
    case 'empty':
    case 'no-access':
    case 'changed-while-read':
    case 'disk-full':
    case 'not-kept':
      return t(`errors.${error.kind}`)
    default:
      return assertNever(error)
  }
}

type Failure = Extract<ImportOutcome, { ok: false }>['error']

/** Why an import did not come to its end. */
export function outcomeText(t: TFunction<'imports'>, error: Failure): string {
  switch (error.kind) {
    case 'busy':
      return t('check.busy')
    case 'gone':
      return t('errors.gone')
    case 'storage':
      return error.reason === 'disk-full'
        ? t('errors.storageFull')
        : t('errors.storage', { reason: error.reason })
    case 'binary':
    case 'changed-while-read':
    case 'disk-full':
    case 'empty':
    case 'no-access':
    case 'not-a-file':
    case 'not-found':
    case 'not-kept':
    case 'unreadable':
      return fileErrorText(t, error)
    default:
      return assertNever(error)
  }
}

/** The same from what a batch has stored; '' where it was only interrupted. */
export function reasonText(t: TFunction<'imports'>, reason: string): string {
  switch (reason) {
    case 'not-found':
    case 'not-a-file':
    case 'empty':
    case 'no-access':
    case 'changed-while-read':
    case 'not-kept':
      return t(`errors.${reason}`)
    case 'disk-full':
      return t('errors.storageFull')
    case '':
      return ''
    default:
      return t('errors.process')
  }
}
