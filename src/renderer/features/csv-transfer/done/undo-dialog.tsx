import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportUndoPlan } from '#renderer/import/import-undo.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { ImportProgressBar } from './import-progress.tsx'
import { UndoPlanWords } from './undo-plan-words.tsx'

/** So many rows take longer than a moment to look at. */
const MANY = 5000

interface UndoDialogProps {
  batch: ImportBatch
  onClose: () => void
  /** It was undone. */
  onDone: () => void
}

/** Says what undoing an import would do, does it, and says how far it is. */
export function UndoDialog({ batch, onClose, onDone }: UndoDialogProps) {
  const t = useText('imports')
  const common = useText('common')
  const { jobs } = useCsvTransfer()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const raise = useThrow()
  const { count } = useFormats()
  const [plan, setPlan] = useState<ImportUndoPlan | null>(null)
  const [looked, setLooked] = useState<{ done: number; total: number } | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const onProgress = (done: number, total: number): void => {
      if (!stop.signal.aborted) setLooked({ done, total })
    }
    jobs.undoPlan(batch.id, stop.signal, onProgress).then(setPlan, (error: unknown) => {
      // What is given up may break in any way: the workspace is closed under it.
      if (!stop.signal.aborted) raise(error)
    })
    return () => {
      stop.abort()
    }
  }, [jobs, batch.id, raise])
  const mine = running?.batchId === batch.id && running.undoing ? running : null
  const words = { file: batch.fileName }
  const nothing = plan !== null && plan.remove + plan.removeThere + plan.restore === 0
  const run = async (): Promise<void> => {
    await jobs.undo(batch.id, () => undefined)
    onDone()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(mine === null ? 'undo.title' : 'undo.running', words)}
      size={480}
    >
      <Stack gap="md">
        {mine !== null ? (
          <>
            <ImportProgressBar running={mine} />
            <Text fz="sm" c="dimmed">
              {t('progress.leave')}
            </Text>
          </>
        ) : plan === null ? (
          <Group gap={8} role="status">
            <Loader size="xs" color="gray" aria-hidden />
            {looked === null || looked.total < MANY
              ? t('undo.looking')
              : t('undo.lookingAt', { done: count(looked.done), total: count(looked.total) })}
          </Group>
        ) : (
          <UndoPlanWords plan={plan} kind={batch.kind} />
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {mine === null ? common('cancel') : common('close')}
          </Button>
          {mine === null && (
            <Button
              color="red"
              disabled={plan === null || running !== null || (nothing && batch.state !== 'undoing')}
              onClick={() => void run().catch(raise)}
            >
              {t(batch.state === 'undoing' ? 'undo.goOn' : 'undo.run')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
