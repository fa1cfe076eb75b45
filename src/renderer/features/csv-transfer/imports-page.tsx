import { Button } from '@mantine/core'
import { IconClipboardText, IconFileImport } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { UndoDialog } from './done/undo-dialog.tsx'
import { TemplateMenu } from './file/template-menu.tsx'
import { usePaste } from './file/use-paste.ts'
import { ImportDetails } from './history/import-details.tsx'
import { ImportTable } from './history/import-table.tsx'

/** All imports of the workspace: what they did, the one under way, and what can be continued or undone. */
export function ImportsPage() {
  const t = useText('imports')
  const { chooseImport, openPaste, takeList, takeFiles, jobs } = useCsvTransfer()
  const { importBatches } = useWorkspace()
  const all$ = useMemo(() => importBatches.observeAll(), [importBatches])
  const batches = useObservable<ImportBatch[] | null>(all$, null)
  const running = useObservable(jobs.running$, jobs.running$.value)
  const [shown, setShown] = useState<{ id: string; as: 'details' | 'undo' } | null>(null)
  usePaste(takeList, takeFiles)
  const batch = batches?.find(({ id }) => id === shown?.id) ?? null
  const close = (): void => {
    setShown(null)
  }
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <TemplateMenu />
          <Button
            variant="default"
            leftSection={<IconClipboardText size={15} stroke={1.7} />}
            onClick={openPaste}
          >
            {t('paste.button')}
          </Button>
          <Button onClick={chooseImport}>{t('actions.choose')}</Button>
        </>
      }
    >
      {batches !== null && batches.length === 0 && (
        <EmptyState icon={IconFileImport} title={t('list.emptyTitle')} text={t('list.emptyText')} />
      )}
      {batches !== null && batches.length > 0 && (
        <ImportTable
          batches={batches}
          onDetails={({ id }) => {
            setShown({ id, as: 'details' })
          }}
          onUndo={({ id }) => {
            setShown({ id, as: 'undo' })
          }}
        />
      )}
      {batch !== null && shown?.as === 'details' && (
        <ImportDetails
          batch={batch}
          busy={running !== null}
          onClose={close}
          onUndo={() => {
            setShown({ id: batch.id, as: 'undo' })
          }}
        />
      )}
      {batch !== null && shown?.as === 'undo' && (
        <UndoDialog
          batch={batch}
          onClose={close}
          onDone={() => {
            setShown({ id: batch.id, as: 'details' })
          }}
        />
      )}
    </Page>
  )
}
