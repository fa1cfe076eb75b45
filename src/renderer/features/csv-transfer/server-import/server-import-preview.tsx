import type { ServerImportPreview } from '#shared/connector/server-import.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { ServerAlerts, ServerErrors, ServerSample } from './server-import-tables.tsx'

/** The remote's own preview: what it counts, what it says, the rows at fault and the first rows as it reads them. */
export function ServerImportPreviewView({
  preview,
  remote,
}: {
  preview: ServerImportPreview
  remote: string
}) {
  const t = useText('imports')
  const { count } = useFormats()
  const { rows, valid, alerts, errors, sample } = preview
  const wrong = errors.total > 0 || valid === 0
  const title =
    rows === null
      ? t('server.noCounts', { remote })
      : valid === null
        ? t('server.rows', { remote, count: rows, shown: count(rows) })
        : t('server.valid', { remote, count: rows, shown: count(rows), valid: count(valid) })
  return (
    <>
      <Notice tone={wrong ? 'warn' : 'info'} title={title} />
      <ServerAlerts alerts={alerts} remote={remote} />
      <ServerErrors errors={errors} remote={remote} />
      <ServerSample sample={sample} remote={remote} />
    </>
  )
}
