import { ActionIcon, Button, Group, Menu, Table, Text, UnstyledButton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RunningImport } from '#renderer/import/import-jobs.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { countWords } from '../count-words.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { canUndo } from '../done/can-undo.ts'
import { ImportProgressBar } from '../done/import-progress.tsx'
import { rejectedRows } from '../done/rejected-rows.ts'
import { useBatchActions } from '../done/use-batch-actions.tsx'
import { reasonText } from '../file-error-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { RemoteResult } from './remote-result.tsx'
import { shownState } from './shown-state.ts'
import classes from './history.module.css'

interface ImportTableProps {
  batches: readonly ImportBatch[]
  onDetails: (batch: ImportBatch) => void
  onUndo: (batch: ImportBatch) => void
}

/** Imports, newest first. */
export function ImportTable({ batches, onDetails, onUndo }: ImportTableProps) {
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
          <Table.Th w={48} aria-label={t('list.actions')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {batches.map((batch) => (
          <ImportRow
            key={batch.id}
            batch={batch}
            running={running}
            onDetails={() => {
              onDetails(batch)
            }}
            onUndo={() => {
              onUndo(batch)
            }}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface ImportRowProps {
  batch: ImportBatch
  running: RunningImport | null
  onDetails: () => void
  onUndo: () => void
}

function ImportRow({ batch, running, onDetails, onUndo }: ImportRowProps) {
  const t = useText('imports')
  const { count } = useFormats()
  const actions = useBatchActions()
  const remote = useWorkspace().capabilities?.displayName ?? t('server.history.remote')
  const mine = running?.batchId === batch.id ? running : null
  const state = shownState(batch, running)
  const rejected = rejectedRows(batch)
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton className={classes.file} onClick={onDetails}>
          {batch.fileName}
        </UnstyledButton>
        <Text fz="xs" c="dimmed">
          {batch.byRemote === '' ? t(`list.kind.${batch.kind}`) : t('server.history.by', { remote })}
        </Text>
      </Table.Td>
      <Table.Td c="dimmed">
        <Ago at={batch.createdAt} />
      </Table.Td>
      <Table.Td
        c={
          state === 'interrupted' || state === 'undoStopped' || batch.byRemote === 'unknown'
            ? 'var(--desk-warn)'
            : state === 'undone'
              ? 'dimmed'
              : 'inherit'
        }
      >
        {batch.byRemote === '' ? t(`states.${state}`) : t(`server.history.states.${batch.byRemote}`)}
      </Table.Td>
      <Table.Td c={state === 'undone' ? 'dimmed' : 'inherit'} className={classes.result}>
        {batch.byRemote !== '' ? (
          <RemoteResult batch={batch} remote={remote} />
        ) : mine === null ? (
          countWords(t, batch.counts, count)
        ) : (
          <ImportProgressBar running={mine} />
        )}
        {state === 'interrupted' && <Interrupted batch={batch} busy={running !== null} />}
        {state === 'undoStopped' && (
          <>
            <Text fz="xs" c="dimmed">
              {t('undoStopped')}
            </Text>
            <Button size="compact-sm" mt={6} disabled={running !== null} onClick={onUndo}>
              {t('undo.goOn')}
            </Button>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('actions.more', { file: batch.fileName })} size={28}>
              <IconDots size={17} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onDetails}>{t('actions.details')}</Menu.Item>
            {rejected > 0 && mine === null && (
              <Menu.Item
                onClick={() => {
                  actions.saveRejected(batch)
                }}
              >
                {t('actions.saveRejected', { count: rejected, shown: count(rejected) })}
              </Menu.Item>
            )}
            {canUndo(batch) && mine === null && (
              <Menu.Item color="red" disabled={running !== null} onClick={onUndo}>
                {t('actions.undo')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  )
}

function Interrupted({ batch, busy }: { batch: ImportBatch; busy: boolean }) {
  const t = useText('imports')
  const { count } = useFormats()
  const actions = useBatchActions()
  return (
    <>
      <Text fz="xs" c="dimmed">
        {t('interrupted', { done: count(batch.rowsDone), total: count(batch.rowsTotal) })}{' '}
        {reasonText(t, batch.reason)}
      </Text>
      <Group gap={8} mt={6}>
        <Button
          size="compact-sm"
          disabled={busy}
          onClick={() => {
            actions.goOn(batch)
          }}
        >
          {t('actions.continue')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => {
            actions.giveUp(batch)
          }}
        >
          {t('actions.giveUp')}
        </Button>
      </Group>
    </>
  )
}
