import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { ImportRoom } from '#renderer/import/import-room.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { CheckState } from '../import-check.ts'
import { fileSizeText } from '../file-size-text.ts'
import type { OpenedFile } from '../opened-file.ts'
import flowClasses from '../import-flow.module.css'
import { SendDialog } from './send-dialog.tsx'

/** How far the check is, and the way on: in a connected workspace first to what the remote will be told. */
export function CheckFooter({
  opened,
  check,
  onFailed,
}: {
  opened: OpenedFile
  check: CheckState
  /** Told why a change could not be taken back, null where it was. */
  onFailed: (error: CsvFileError | null) => void
}) {
  const t = useText('imports')
  const { count } = useFormats()
  const { flow, jobs } = useCsvTransfer()
  const { capabilities } = useWorkspace()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const raise = useThrow()
  const [asking, setAsking] = useState(false)
  const [short, setShort] = useState<ImportRoom | null>(null)
  const { preview, stage, error } = check
  const counts = preview?.counts
  const created = counts?.new ?? 0
  const updated = counts?.update ?? 0
  const words = { count: created + updated, shown: count(created + updated) }
  const action =
    words.count === 0
      ? t('check.nothing')
      : opened.kind === 'customers'
        ? t('check.importCustomers', words)
        : t('check.importMappings', words)
  const confirm = (holdBack: boolean): void => {
    setAsking(false)
    setShort(null)
    flow.confirm(holdBack).then(setShort, raise)
  }
  return (
    <>
      {short !== null && (
        <Notice tone="bad" bar title={t('check.noRoom')}>
          {t('check.noRoomText', {
            needed: fileSizeText(t, short.needed, count),
            free: fileSizeText(t, short.free, count),
          })}
        </Notice>
      )}
      <footer className={flowClasses.footer}>
        {stage === 'whole' || error !== null ? (
          <span className={flowClasses.hint}>
            {running === null ? t('check.nothingSaved') : t('check.busy')}
          </span>
        ) : (
          <span className={flowClasses.progress} role="status">
            <Progress
              w={180}
              size="sm"
              value={shareDone() * 100}
              aria-label={stage === 'reading' ? t('check.title') : t('check.checking')}
            />
            {stage === 'reading' ? t('check.reading', { rows: count(check.rowsSeen) }) : t('check.checking')}
          </span>
        )}
        {check.cancellable && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              flow.cancelCheck().then(onFailed, raise)
            }}
          >
            {t('check.cancelChange')}
          </Button>
        )}
        <div className={flowClasses.footerEnd}>
          <Button
            variant="default"
            onClick={() => {
              flow.back()
            }}
          >
            {t('actions.back')}
          </Button>
          <Button
            disabled={stage !== 'whole' || words.count === 0 || running !== null}
            onClick={() => {
              if (capabilities === null) confirm(false)
              else setAsking(true)
            }}
          >
            {action}
          </Button>
        </div>
        {asking && capabilities !== null && (
          <SendDialog
            kind={opened.kind}
            targets={opened.columns.map(({ target }) => target)}
            capabilities={capabilities}
            created={created}
            updated={updated}
            action={action}
            onClose={() => {
              setAsking(false)
            }}
            onConfirm={confirm}
          />
        )}
      </footer>
    </>
  )

  function shareDone(): number {
    if (stage === 'reading') return check.bytesSeen / Math.max(1, opened.file.size)
    return check.rowsSeen / Math.max(1, preview?.rows ?? 1)
  }
}
