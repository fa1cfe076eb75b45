import { Table } from '@mantine/core'
import type { ServerImportOutcome } from '#shared/connector/server-import.ts'
import { remoteErrorDetail } from '#renderer/i18n/remote-error-text.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { ServerAlerts, ServerErrors } from './server-import-tables.tsx'
import { serverFailureText, serverFailureWords } from './server-import-text.ts'

const COUNTS = ['created', 'updated', 'failed'] as const

interface ServerImportResultProps {
  outcome: ServerImportOutcome
  remote: string
  /** Name of the file. */
  file: string
}

/** What became of an import that the remote did by itself. */
export function ServerImportResult({ outcome, remote, file }: ServerImportResultProps) {
  const t = useText('imports')
  const common = useText('common')
  const { count } = useFormats()
  switch (outcome.status) {
    case 'done':
      return (
        <>
          <Notice tone="good" title={t('server.doneTitle', { remote, file })}>
            {t('server.doneText')}
          </Notice>
          <Table aria-label={t('server.resultLabel', { remote })} w="fit-content" fz="sm" mt="sm">
            <Table.Tbody>
              {COUNTS.map((name) => {
                const value = outcome[name]
                return value === null ? null : (
                  <Table.Tr key={name}>
                    <Table.Th>{t(`server.${name}`)}</Table.Th>
                    <Table.Td ta="end">{count(value)}</Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
          <ServerAlerts alerts={outcome.alerts} remote={remote} />
          <ServerErrors errors={outcome.errors} remote={remote} />
        </>
      )
    case 'queued':
      return (
        <Notice tone="info" title={t('server.queuedTitle', { remote, file })} words={outcome.message}>
          {t('server.queuedText')}
        </Notice>
      )
    case 'unknown':
      return (
        <Notice
          tone="warn"
          title={t('server.unknownTitle', { remote, file })}
          words={remoteErrorDetail(outcome.error)}
        >
          {t('server.unknownText', { remote })}
        </Notice>
      )
    case 'not-sent':
      return (
        <Notice tone="bad" title={t('server.notSentTitle')} words={serverFailureWords(outcome.failure)}>
          {serverFailureText({ imports: t, common, remote }, outcome.failure)}
        </Notice>
      )
  }
}
