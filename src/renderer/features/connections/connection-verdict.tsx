import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { isSignInFailure, type SignInFailure } from '#shared/connector/sign-in.ts'
import type { Result } from '#shared/result.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { failureWords } from './failure-words.ts'

/** What a test or a sign-in came to. */
export type Verdict = Result<ConnectionIdentity, RemoteError | SignInFailure>

/** What a connection test found, in plain words with what to do; the remote's own words below. */
export function ConnectionVerdict({ verdict, remote }: { verdict: Verdict; remote: string }) {
  const t = useText('settings')
  const common = useText('common')
  const systems = useText('connection')
  if (!verdict.ok) {
    const { error } = verdict
    if (error.kind === 'sign-in-cancelled') return null
    const { text, detail } = failureWords({ common, systems }, error, remote)
    if (error.kind === 'unproven') {
      return (
        <Notice tone="warn" title={t('connection.unprovenTitle')}>
          {text}
        </Notice>
      )
    }
    const title = isSignInFailure(error) ? systems('signIn.badTitle') : t('connection.badTitle')
    return (
      <Notice tone="bad" title={title} words={detail}>
        {text}
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
