import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { ImportTable } from './import-table.tsx'

/** All imports of the workspace: what they did, the one under way, and those that can be continued. */
export function ImportsPage() {
  const t = useText('imports')
  const { chooseImport } = useCsvTransfer()
  const { importBatches } = useWorkspace()
  const all$ = useMemo(() => importBatches.observeAll(), [importBatches])
  const batches = useObservable<ImportBatch[] | null>(all$, null)
  return (
    <Page title={t('title')} actions={<Button onClick={chooseImport}>{t('actions.choose')}</Button>}>
      {batches !== null && batches.length === 0 && (
        <EmptyState icon={IconFileImport} title={t('list.emptyTitle')} text={t('list.emptyText')} />
      )}
      {batches !== null && batches.length > 0 && <ImportTable batches={batches} />}
    </Page>
  )
}
