import type { TFunction } from 'i18next'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'

/** The catalogues that the words are taken from. */
interface Catalogues {
  t: TFunction<'related'>
  common: TFunction
}

/**
 * Why something that a person wanted to read of a remote could not be read, with the remote's own words ('' where it gave
 * none). The address is right by then: a 404 means that what was asked for is `missing`, and another shape is an answer of
 * the remote all the same.
 */
export function readingErrorText(
  { t, common }: Catalogues,
  error: RemoteError,
  remote: string,
  missing: string,
): { text: string; detail: string } {
  const detail = remoteErrorDetail(error)
  if (error.kind === 'not-found') return { text: missing, detail: '' }
  if (error.kind === 'protocol') return { text: t('notUnderstood', { remote }), detail }
  return { text: remoteErrorText(common, error, remote, 'when-asked'), detail }
}
