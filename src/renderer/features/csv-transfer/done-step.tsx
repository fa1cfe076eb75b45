import { Button, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { map } from 'rxjs'
import { useLocation } from 'wouter'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { countWords } from './count-words.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { outcomeText } from './file-error-text.ts'
import type { FlowState } from './import-flow.ts'
import { ImportProgressBar } from './import-progress.tsx'
import classes from './import-flow.module.css'

/** Last step: the import while it runs, and what it did. */
export function DoneStep({ state }: { state: Extract<FlowState, { step: 'done' }> }) {
  const t = useText('imports')
  const { flow, jobs } = useCsvTransfer()
  const { importBatches } = useWorkspace()
  const { opened, outcome } = state
  const [, navigate] = useLocation()
  const raise = useThrow()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const batch$ = useMemo(
    () =>
      importBatches
        .observeAll()
        .pipe(map((all): ImportBatch | null => all.find((one) => one.id === opened.identity.id) ?? null)),
    [importBatches, opened.identity.id],
  )
  const batch = useObservable(batch$, null)
  const customers = opened.kind === 'customers'
  return (
    <>
      <div className={classes.body}>
        <Stack className={classes.narrow} gap="md">
          {outcome === null ? (
            <>
              <h2 className={classes.heading}>{t('progress.title', { file: opened.file.name })}</h2>
              {running !== null && <ImportProgressBar running={running} />}
              <Text fz="sm" c="dimmed">
                {t('progress.leave')}
              </Text>
            </>
          ) : (
            <Outcome state={state} batch={batch} />
          )}
        </Stack>
      </div>
      {outcome !== null && (
        <footer className={classes.footer}>
          <div className={classes.footerEnd}>
            <Button
              variant="default"
              onClick={() => {
                flow.reset()
              }}
            >
              {t('actions.importAnother')}
            </Button>
            {batch?.state === 'interrupted' ? (
              <Button onClick={() => void flow.resume().catch(raise)}>{t('actions.continue')}</Button>
            ) : (
              <Button
                onClick={() => {
                  navigate(customers ? paths.customers : paths.skuMappings)
                }}
              >
                {customers ? t('actions.showCustomers') : t('actions.showSkuMappings')}
              </Button>
            )}
          </div>
        </footer>
      )}
    </>
  )
}

function Outcome({
  state,
  batch,
}: {
  state: Extract<FlowState, { step: 'done' }>
  batch: ImportBatch | null
}) {
  const t = useText('imports')
  const { count } = useFormats()
  const { capabilities } = useWorkspace()
  const { outcome, opened } = state
  const file = { file: opened.file.name }
  const counts =
    batch === null ? null : (
      <span data-testid="import-counts" className={classes.figures}>
        {countWords(t, batch.counts, count)}
      </span>
    )
  if (outcome?.ok === false) {
    return (
      <Notice tone="bad" title={t('done.interrupted', file)}>
        {outcomeText(t, outcome.error)} {counts}
      </Notice>
    )
  }
  if (outcome?.value === 'done') {
    return (
      <Notice tone="good" title={t('done.title', file)}>
        {counts}
        {capabilities !== null && <div>{t('done.waiting', { remote: capabilities.displayName })}</div>}
      </Notice>
    )
  }
  const cancelled = outcome?.value === 'cancelled'
  return (
    <Notice tone="warn" title={cancelled ? t('done.cancelled', file) : t('done.interrupted', file)}>
      <div>{cancelled ? t('done.cancelledText') : t('done.interruptedText')}</div>
      {counts}
    </Notice>
  )
}
