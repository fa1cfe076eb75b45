import { Drawer, Group, Stack } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { matchSummary } from '../columns/match-summary.ts'
import { BatchButtons } from '../done/batch-buttons.tsx'
import { canUndo } from '../done/can-undo.ts'
import { CountsList } from '../done/counts-list.tsx'
import { rejectedRows } from '../done/rejected-rows.ts'
import { UndoResult } from '../done/undo-result.tsx'
import { useBatchActions } from '../done/use-batch-actions.tsx'
import { fileSizeText } from '../file-size-text.ts'
import { targetWords } from '../target-words.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { RemoteResult } from './remote-result.tsx'
import classes from './history.module.css'

interface ImportDetailsProps {
  batch: ImportBatch
  busy: boolean
  onClose: () => void
  onUndo: () => void
}

/** All about one import: its file, its columns, what it did and what was undone of it. */
export function ImportDetails({ batch, busy, onClose, onUndo }: ImportDetailsProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const { count, fullTime } = useFormats()
  const actions = useBatchActions()
  const rejected = rejectedRows(batch)
  const byRemote = batch.byRemote !== ''
  const remote = useWorkspace().capabilities?.displayName ?? t('server.history.remote')
  const used = batch.header.flatMap((name, at) => {
    const target = batch.mapping[at] ?? 'ignore'
    return target === 'ignore' ? [] : [{ at, name: name.trim(), target }]
  })
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      padding="xl"
      overlayProps={{ backgroundOpacity: 0.3 }}
      styles={{ title: { fontSize: '1rem', fontWeight: 600 } }}
      title={t('details.title', { file: batch.fileName })}
    >
      <Stack gap="lg">
        <dl className={classes.facts}>
          <dt>{t('details.file')}</dt>
          <dd>
            {t('details.fileSize', { file: batch.fileName, size: fileSizeText(t, batch.fileSize, count) })}
          </dd>
          <dt>{t('details.holds')}</dt>
          <dd>{t(`list.kind.${batch.kind}`)}</dd>
          {byRemote && (
            <>
              <dt>{t('server.history.importedBy')}</dt>
              <dd>{remote}</dd>
            </>
          )}
          <dt>{t('details.started')}</dt>
          <dd>{fullTime(batch.createdAt)}</dd>
          {batch.finishedAt > 0 && (
            <>
              <dt>{t('details.finished')}</dt>
              <dd>{fullTime(batch.finishedAt)}</dd>
            </>
          )}
          <dt>{t('details.rows')}</dt>
          <dd>{count(batch.rowsTotal)}</dd>
          {batch.kind === 'customers' && !byRemote && (
            <>
              <dt>{t('details.how')}</dt>
              <dd>{matchSummary(t, batch.options, batch.mapping)}</dd>
            </>
          )}
        </dl>
        <Part title={t('done.resultLabel')}>
          {byRemote ? <RemoteResult batch={batch} remote={remote} /> : <CountsList counts={batch.counts} />}
        </Part>
        {batch.undo !== null && (
          <Part title={t('states.undone')}>
            <UndoResult undo={batch.undo} />
          </Part>
        )}
        {(rejected > 0 || canUndo(batch)) && (
          <Group gap={8}>
            <BatchButtons batch={batch} busy={busy} onSaveRejected={actions.saveRejected} onUndo={onUndo} />
          </Group>
        )}
        {used.length > 0 && (
          <Part title={t('details.columns')}>
            <ul className={classes.columns}>
              {used.map(({ at, name, target }) => (
                <li key={at}>
                  <span>{name === '' ? t('columns.unnamed', { number: at + 1 }) : name}</span>
                  <IconArrowRight size={13} className={classes.arrow} aria-hidden />
                  <span>{targetWords(target, { imports: t, customers })}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
      </Stack>
    </Drawer>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </section>
  )
}
