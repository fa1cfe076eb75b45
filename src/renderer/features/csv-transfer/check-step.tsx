import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { ROW_KINDS, type RowCounts, type RowKind } from '#renderer/import/classified-row.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { fileErrorText } from './file-error-text.ts'
import type { FlowState, MappedColumn } from './import-flow.ts'
import { PreviewTable } from './preview-table.tsx'
import classes from './import-flow.module.css'

/** Third step: what will happen to every row. Nothing is saved before the button below is pressed. */
export function CheckStep({ state }: { state: Extract<FlowState, { step: 'check' }> }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { flow, jobs } = useCsvTransfer()
  const { capabilities } = useWorkspace()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const raise = useThrow()
  const { opened, preview, whole, error } = state
  const [chosen, setChosen] = useState<RowKind | null>(null)
  const counts = preview?.counts ?? null
  const kind = chosen ?? firstKind(counts)
  const toWrite = counts === null ? 0 : counts.new + counts.update
  const words = { count: toWrite, shown: count(toWrite) }
  return (
    <>
      {error !== null && (
        <Notice
          tone="bad"
          bar
          title={t('errors.title')}
          actions={
            <Button variant="default" onClick={() => void flow.check().catch(raise)}>
              {t('actions.again')}
            </Button>
          }
        >
          {fileErrorText(t, error)}
        </Notice>
      )}
      <div className={classes.chips} role="group" aria-label={t('check.chips')}>
        {ROW_KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className={classes.chip}
            aria-pressed={one === kind}
            data-kind={one}
            data-any={(counts?.[one] ?? 0) > 0 || undefined}
            onClick={() => {
              setChosen(one)
            }}
          >
            {t(`check.kinds.${one}`, { shown: count(counts?.[one] ?? 0) })}
          </button>
        ))}
      </div>
      <div className={classes.rows}>
        <p className={classes.explain}>{t(`check.explain.${kind}`)}</p>
        {preview !== null && <ShownRows kind={kind} preview={preview} columns={opened.columns} />}
      </div>
      <footer className={classes.footer}>
        {whole ? (
          <span className={classes.hint}>
            {running !== null
              ? t('check.busy')
              : capabilities !== null && counts !== null && toWrite > 0
                ? t('check.remote', {
                    remote: capabilities.displayName,
                    created: count(counts.new),
                    updated: count(counts.update),
                  })
                : ''}
          </span>
        ) : (
          error === null && (
            <span className={classes.hint} role="status">
              <Progress
                w={220}
                size="sm"
                value={((preview?.bytes ?? 0) / Math.max(1, opened.file.size)) * 100}
                aria-label={t('check.title')}
              />
              {t('check.reading', { rows: count(preview?.rows ?? 0) })}
            </span>
          )
        )}
        <div className={classes.footerEnd}>
          <Button
            variant="default"
            onClick={() => {
              flow.back()
            }}
          >
            {t('actions.back')}
          </Button>
          <Button
            disabled={!whole || toWrite === 0 || running !== null}
            onClick={() => {
              flow.confirm().catch(raise)
            }}
          >
            {toWrite === 0
              ? t('check.nothing')
              : opened.kind === 'customers'
                ? t('check.importCustomers', words)
                : t('check.importMappings', words)}
          </Button>
        </div>
      </footer>
    </>
  )
}

interface ShownRowsProps {
  kind: RowKind
  preview: ImportPreview
  columns: readonly MappedColumn[]
}

function ShownRows({ kind, preview, columns }: ShownRowsProps) {
  const t = useText('imports')
  const { count } = useFormats()
  const rows = preview.shown[kind]
  const total = preview.counts[kind]
  if (rows.length === 0) return <p className={classes.explain}>{t('check.nothingOfKind')}</p>
  return (
    <>
      {total > rows.length && (
        <p className={classes.explain}>
          {t('check.shownFirst', { shown: count(rows.length), total: count(total) })}
        </p>
      )}
      <PreviewTable kind={kind} rows={rows} columns={columns} />
    </>
  )
}

/** What is most worth looking at: mistakes, then what changes. */
function firstKind(counts: RowCounts | null): RowKind {
  if (counts === null) return 'new'
  const order: readonly RowKind[] = ['invalid', 'update', 'new', 'duplicate', 'unchanged']
  return order.find((kind) => counts[kind] > 0) ?? 'new'
}
