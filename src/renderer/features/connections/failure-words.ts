import type { TFunction } from 'i18next'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { isSignInFailure, type SignInFailure } from '#shared/connector/sign-in.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'

/** Why a person is not signed in. */
export type SignInProblem = RemoteError | Exclude<SignInFailure, { kind: 'sign-in-cancelled' }>

/** The catalogues that the words are taken from. */
interface Catalogues {
  common: TFunction
  systems: TFunction<'connection'>
}

/** What went wrong in plain words, and the remote's own ('' where it gave none). `remote` is the product's name. */
export function failureWords(
  { common, systems }: Catalogues,
  error: SignInProblem,
  remote: string,
): { text: string; detail: string } {
  if (isSignInFailure(error)) {
    return {
      text: systems(`signIn.${error.kind}`, { remote }),
      detail: 'detail' in error ? error.detail : '',
    }
  }
  return { text: remoteErrorText(common, error, remote, 'when-asked'), detail: remoteErrorDetail(error) }
}
