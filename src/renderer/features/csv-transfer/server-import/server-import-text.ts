import type { TFunction } from 'i18next'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { ServerImportFailure } from '#shared/connector/server-import.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { fileErrorText } from '../file-error-text.ts'

const MEGABYTE = 1024 * 1024

/** What a failed import is told with: the texts, and the name of the remote. */
export interface ServerImportTexts {
  imports: TFunction<'imports'>
  common: TFunction
  remote: string
}

/** Why nothing was done, in words for staff, with what to do. */
export function serverFailureText(texts: ServerImportTexts, failure: ServerImportFailure): string {
  const { imports: t, remote } = texts
  switch (failure.kind) {
    case 'file':
      if (failure.error.kind === 'too-large') {
        return t('server.tooLarge', { remote, size: Math.floor(failure.error.maxBytes / MEGABYTE) })
      }
      if (failure.error.kind === 'binary') return t('server.notCsv', { remote })
      return fileErrorText(t, failure.error)
    case 'refused':
      return t(failure.status === 413 ? 'server.refusedTooLarge' : 'server.refused', { remote })
    case 'failed':
      return serverErrorText(texts, failure.error)
  }
}

/** The remote's own words for it, '' where it gave none. */
export function serverFailureWords(failure: ServerImportFailure): string {
  switch (failure.kind) {
    case 'file':
      return ''
    case 'refused':
      return failure.reason
    case 'failed':
      return remoteErrorDetail(failure.error)
  }
}

/** The common words, but where those promise that the app tries again: it does not, with a file. */
function serverErrorText({ imports: t, common, remote }: ServerImportTexts, error: RemoteError): string {
  if (error.kind === 'unavailable') return t('server.problemThere', { remote })
  if (error.kind === 'rate-limited') return t('server.busy', { remote })
  if (error.kind === 'protocol') return t('server.unreadable', { remote })
  if (error.kind === 'permission' && error.requiredScope === '') return t('server.powerUser', { remote })
  return remoteErrorText(common, error, remote)
}
