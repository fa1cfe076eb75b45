import type { ConnectionIdentity } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'

/** What a connection test found, in plain words with what to do; the remote's own words below. */
export function ConnectionVerdict({
  verdict,
  remote,
}: {
  verdict: Result<ConnectionIdentity, RemoteError>
  remote: string
}) {
  const t = useText('settings')
  const common = useText('common')
  if (!verdict.ok && verdict.error.kind === 'unproven') {
    return (
      <Notice tone="warn" title={t('connection.unprovenTitle')}>
        {remoteErrorText(common, verdict.error, remote)}
      </Notice>
    )
  }
  if (!verdict.ok) {
    return (
      <Notice tone="bad" title={t('connection.badTitle')} words={remoteErrorDetail(verdict.error)}>
        {remoteErrorText(common, verdict.error, remote)}
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
