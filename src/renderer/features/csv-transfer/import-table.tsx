import { Button, Group, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RunningImport } from '#renderer/import/import-jobs.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { countWords } from './count-words.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { outcomeText, reasonText } from './file-error-text.ts'
import { ImportProgressBar } from './import-progress.tsx'

/** Imports, newest first. */
export function ImportTable({ batches }: { batches: readonly ImportBatch[] }) {
  const t = useText('imports')
  const { jobs } = useCsvTransfer()
  const running = useObservable(jobs.running$, jobs.running$.value)
  return (
    <Table aria-label={t('list.label')} fz="sm" verticalSpacing={8} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('list.file')}</Table.Th>
          <Table.Th w={110}>{t('list.when')}</Table.Th>
          <Table.Th w={110}>{t('list.state')}</Table.Th>
          <Table.Th w="46%">{t('list.result')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {batches.map((batch) => (
          <ImportRow key={batch.id} batch={batch} running={running} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function ImportRow({ batch, running }: { batch: ImportBatch; running: RunningImport | null }) {
  const t = useText('imports')
  const { count } = useFormats()
  const mine = running?.batchId === batch.id ? running : null
  // One that is stored as running and is not is what a failing store leaves behind: it can be continued likewise.
  const state = mine === null && batch.state === 'running' ? 'interrupted' : batch.state
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {batch.fileName}
        </Text>
        <Text fz="xs" c="dimmed">
          {t(`list.kind.${batch.kind}`)}
        </Text>
      </Table.Td>
      <Table.Td c="dimmed">
        <Ago at={batch.createdAt} />
      </Table.Td>
      <Table.Td c={state === 'interrupted' ? 'var(--desk-warn)' : 'inherit'}>{t(`states.${state}`)}</Table.Td>
      <Table.Td>
        {mine === null ? countWords(t, batch.counts, count) : <ImportProgressBar running={mine} />}
        {state === 'interrupted' && <Interrupted batch={batch} busy={running !== null} />}
      </Table.Td>
    </Table.Tr>
  )
}

function Interrupted({ batch, busy }: { batch: ImportBatch; busy: boolean }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { jobs } = useCsvTransfer()
  const raise = useThrow()
  const goOn = async (): Promise<void> => {
    const outcome = await jobs.resume(batch.id)
    if (!outcome.ok) notifications.show({ color: 'red', message: outcomeText(t, outcome.error) })
  }
  return (
    <>
      <Text fz="xs" c="dimmed">
        {t('interrupted', { done: count(batch.rowsDone), total: count(batch.rowsTotal) })}{' '}
        {reasonText(t, batch.reason)}
      </Text>
      <Group gap={8} mt={6}>
        <Button size="compact-sm" disabled={busy} onClick={() => void goOn().catch(raise)}>
          {t('actions.continue')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => void jobs.giveUp(batch).catch(raise)}
        >
          {t('actions.giveUp')}
        </Button>
      </Group>
    </>
  )
}
