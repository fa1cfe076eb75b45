import { IconCheck } from '@tabler/icons-react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Page } from '#renderer/ui/page.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { DoneStep } from './done-step.tsx'
import { FileStep } from './file-step.tsx'
import type { FlowState } from './import-flow.ts'
import classes from './import-flow.module.css'

const STEPS = ['file', 'columns', 'check', 'done'] as const

/** The import of one file in four steps; the file's name and rows are always in view. */
export function ImportFlowPage() {
  const t = useText('imports')
  const { flow } = useCsvTransfer()
  const state = useObservable(flow.state$, flow.state$.value)
  return (
    <Page
      fill
      title={t('actions.import')}
      aside={<FileFacts state={state} />}
      actions={<Steps current={state.step} />}
    >
      {state.step === 'file' && <FileStep state={state} />}
      {state.step === 'columns' && <ColumnsStep state={state} />}
      {state.step === 'check' && <CheckStep state={state} />}
      {state.step === 'done' && <DoneStep state={state} />}
    </Page>
  )
}

function FileFacts({ state }: { state: FlowState }) {
  const t = useText('imports')
  const { count } = useFormats()
  if (state.step === 'file') return null
  const { file } = state.opened
  const size =
    file.size >= 1_000_000
      ? t('file.size', { size: count(Math.round(file.size / 100_000) / 10) })
      : t('file.sizeSmall', { size: count(Math.max(1, Math.round(file.size / 1000))) })
  return (
    <span data-selectable>
      {file.name} · {size}
    </span>
  )
}

function Steps({ current }: { current: FlowState['step'] }) {
  const t = useText('imports')
  const at = STEPS.indexOf(current)
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes.stepName}
          data-past={index < at || undefined}
          {...(step === current ? { 'aria-current': 'step' as const } : {})}
        >
          {index < at && <IconCheck size={13} stroke={2.2} aria-hidden />}
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}
