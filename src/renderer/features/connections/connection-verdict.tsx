import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { isSignInFailure, type SignInFailure } from '#shared/connector/sign-in.ts'
import type { Result } from '#shared/result.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'

/** What a test or a sign-in came to. */
export type Verdict = Result<ConnectionIdentity, RemoteError | SignInFailure>

/** What a connection test found, in plain words with what to do; the remote's own words below. */
export function ConnectionVerdict({ verdict, remote }: { verdict: Verdict; remote: string }) {
  const t = useText('settings')
  const common = useText('common')
  const texts = useText('connection')
  if (!verdict.ok) {
    const { error } = verdict
    if (isSignInFailure(error)) {
      if (error.kind === 'sign-in-cancelled') return null
      return (
        <Notice tone="bad" title={texts('signIn.badTitle')} words={'detail' in error ? error.detail : ''}>
          {texts(`signIn.${error.kind}`, { remote })}
        </Notice>
      )
    }
    if (error.kind === 'unproven') {
      return (
        <Notice tone="warn" title={t('connection.unprovenTitle')}>
          {remoteErrorText(common, error, remote)}
        </Notice>
      )
    }
    return (
      <Notice tone="bad" title={t('connection.badTitle')} words={remoteErrorDetail(error)}>
        {remoteErrorText(common, error, remote)}
      </Notice>
    )
  }
  const { accountName, readOnly, missing } = verdict.value
  if (readOnly) {
    return (
      <Notice tone="warn" title={t('connection.goodReadOnly', { account: accountName })} words={missing}>
        {t('connection.readOnlyBody')}
      </Notice>
    )
  }
  return <Notice tone="good" title={t('connection.good', { account: accountName })} />
}
