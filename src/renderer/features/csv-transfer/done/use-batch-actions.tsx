import { notifications } from '@mantine/notifications'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { fileErrorText, outcomeText } from '../file-error-text.ts'

/** What can be done with an import that has begun. */
export interface BatchActions {
  readonly saveRejected: (batch: ImportBatch) => void
  readonly goOn: (batch: ImportBatch) => void
  readonly giveUp: (batch: ImportBatch) => void
}

/** Saves the rows left out, goes on, or leaves it at what was done; messages tell what came of it. */
export function useBatchActions(): BatchActions {
  const t = useText('imports')
  const { count } = useFormats()
  const { jobs } = useCsvTransfer()
  const raise = useThrow()
  const saveRejected = async (batch: ImportBatch): Promise<void> => {
    const saved = await jobs.saveRejected(
      batch,
      t('done.rejectedFile', { file: batch.fileName.replace(/\.[^.]*$/, '') }),
      {
        numberHeader: t('done.numberHeader'),
        reasonHeader: t('done.reasonHeader'),
      },
    )
    if (saved === null) return
    if (!saved.ok) {
      const message = fileErrorText(t, saved.error)
      notifications.show({ color: 'red', title: t('export.failed'), message })
      return
    }
    const { rows, name } = saved.value
    notifications.show({ message: t('done.rejectedSaved', { count: rows, shown: count(rows), file: name }) })
  }
  const goOn = async (batch: ImportBatch): Promise<void> => {
    const outcome = await jobs.resume(batch.id)
    if (!outcome.ok) notifications.show({ color: 'red', message: outcomeText(t, outcome.error) })
  }
  return {
    saveRejected: (batch) => {
      saveRejected(batch).catch(raise)
    },
    goOn: (batch) => {
      goOn(batch).catch(raise)
    },
    giveUp: (batch) => {
      jobs.giveUp(batch).catch(raise)
    },
  }
}
