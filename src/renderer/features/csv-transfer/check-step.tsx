import { Button, Progress } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { ROW_KINDS, type RowCounts, type RowKind } from '#renderer/import/classified-row.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { fileErrorText } from './file-error-text.ts'
import type { FlowState } from './import-flow.ts'
import { PreviewGrid } from './preview-grid.tsx'
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
      <p className={classes.explainKind}>
        {t(`check.explain.${kind}`)}
        {preview !== null && preview.counts[kind] > preview.shown[kind].length && (
          <>
            {' '}
            {t('check.shownFirst', {
              shown: count(preview.shown[kind].length),
              total: count(preview.counts[kind]),
            })}
          </>
        )}
      </p>
      {preview !== null && preview.shown[kind].length > 0 ? (
        <PreviewGrid key={kind} kind={kind} rows={preview.shown[kind]} columns={opened.columns} />
      ) : (
        <div className={classes.body}>
          {preview !== null && <p className={classes.explain}>{t('check.nothingOfKind')}</p>}
        </div>
      )}
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

/** What is most worth looking at: mistakes, then what changes. */
function firstKind(counts: RowCounts | null): RowKind {
  if (counts === null) return 'new'
  const order: readonly RowKind[] = ['invalid', 'update', 'new', 'duplicate', 'unchanged']
  return order.find((kind) => counts[kind] > 0) ?? 'new'
}
