import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '#renderer/i18n/use-text.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { FlowState } from '../import-flow.ts'
import classes from '../import-flow.module.css'
import { ImportProgressBar } from './import-progress.tsx'
import { ImportResult } from './import-result.tsx'
import { UndoDialog } from './undo-dialog.tsx'
import { useBatch } from './use-batch.ts'

/** Last step: the import while it runs, and what it did. */
export function DoneStep({ state }: { state: Extract<FlowState, { step: 'done' }> }) {
  const t = useText('imports')
  const { flow, jobs } = useCsvTransfer()
  const { opened, outcome } = state
  const [, navigate] = useLocation()
  const raise = useThrow()
  const running = useObservable(jobs.running$, jobs.running$.value)
  const waiting = useObservable(flow.waiting$, flow.waiting$.value)
  const batch = useBatch(opened.identity.id)
  const [undoing, setUndoing] = useState(false)
  const customers = opened.kind === 'customers'
  const [next] = waiting
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
            <ImportResult
              opened={opened}
              outcome={outcome}
              batch={batch}
              onUndo={() => {
                setUndoing(true)
              }}
            />
          )}
        </Stack>
      </div>
      {outcome !== null && (
        <footer className={classes.footer}>
          <div className={classes.footerEnd}>
            {next === undefined ? (
              <Button
                variant="default"
                onClick={() => {
                  flow.reset()
                }}
              >
                {t('actions.importAnother')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => void flow.next().catch(raise)}>
                {t('actions.nextFile', { file: next.ok ? next.value.name : '…' })}
              </Button>
            )}
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
      {undoing && batch !== null && (
        <UndoDialog
          batch={batch}
          onClose={() => {
            setUndoing(false)
          }}
          onDone={() => {
            setUndoing(false)
          }}
        />
      )}
    </>
  )
}
