import { Text } from '@mantine/core'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportOutcome } from '#renderer/import/import-jobs.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { outcomeText } from '../file-error-text.ts'
import type { OpenedFile } from '../opened-file.ts'
import { BatchButtons } from './batch-buttons.tsx'
import { CountsList } from './counts-list.tsx'
import { ImportProgressBar } from './import-progress.tsx'
import { rejectedRows } from './rejected-rows.ts'
import { UndoResult } from './undo-result.tsx'
import { useBatchActions } from './use-batch-actions.tsx'
import classes from './done.module.css'

interface ImportResultProps {
  opened: OpenedFile
  outcome: ImportOutcome
  batch: ImportBatch | null
  onUndo: () => void
}

/** How an import ended, what became of its rows, and what can be done about it. */
export function ImportResult({ opened, outcome, batch, onUndo }: ImportResultProps) {
  const t = useText('imports')
  const { capabilities } = useWorkspace()
  const actions = useBatchActions()
  const { jobs } = useCsvTransfer()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const file = { file: opened.file.name }
  if (batch?.state === 'undoing')
    return running?.batchId === batch.id ? (
      <>
        <Notice tone="info" title={t('undo.running', file)} />
        <ImportProgressBar running={running} />
      </>
    ) : (
      <>
        <Notice tone="warn" title={t('undo.stopped', file)} />
        <div className={classes.actions}>
          <BatchButtons batch={batch} busy={false} onSaveRejected={actions.saveRejected} onUndo={onUndo} />
        </div>
      </>
    )
  if (batch !== null && batch.undo !== null)
    return (
      <>
        <Notice tone="good" title={t('undo.done', file)} />
        <UndoResult undo={batch.undo} />
      </>
    )
  const rejected = batch === null ? 0 : rejectedRows(batch)
  return (
    <>
      {!outcome.ok ? (
        <Notice tone="bad" title={t('done.interrupted', file)}>
          {outcomeText(t, outcome.error)}
        </Notice>
      ) : outcome.value === 'done' ? (
        <Notice tone="good" title={t('done.title', file)}>
          {capabilities !== null && sentWords(capabilities.displayName)}
        </Notice>
      ) : (
        <Notice
          tone="warn"
          title={outcome.value === 'cancelled' ? t('done.cancelled', file) : t('done.interrupted', file)}
        >
          {outcome.value === 'cancelled' ? t('done.cancelledText') : t('done.interruptedText')}
        </Notice>
      )}
      {batch !== null && <CountsList counts={batch.counts} />}
      {rejected > 0 && (
        <Text fz="sm" c="dimmed">
          {t('done.leftOut')}
        </Text>
      )}
      {batch !== null && (
        <div className={classes.actions}>
          <BatchButtons batch={batch} busy={false} onSaveRejected={actions.saveRejected} onUndo={onUndo} />
        </div>
      )}
    </>
  )

  function sentWords(remote: string): string {
    if (!opened.options.holdBack) return t('done.waiting', { remote })
    const held = t('done.held')
    return (batch?.counts.updated ?? 0) === 0 ? held : `${held} ${t('done.changesWait', { remote })}`
  }
}
