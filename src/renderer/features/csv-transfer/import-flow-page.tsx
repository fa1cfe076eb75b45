import { VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Page } from '#renderer/ui/page.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { CheckStep } from './check/check-step.tsx'
import { ColumnsStep } from './columns/columns-step.tsx'
import { useCsvTransfer } from './csv-transfer-context.ts'
import { DoneStep } from './done/done-step.tsx'
import { FileStep } from './file/file-step.tsx'
import { usePaste } from './file/use-paste.ts'
import { ServerImportPanel } from './server-import/server-import-panel.tsx'
import { fileSizeText } from './file-size-text.ts'
import type { FlowState } from './import-flow.ts'
import classes from './import-flow.module.css'

const STEPS = ['file', 'columns', 'check', 'done'] as const

/** The import of one file in four steps; the file's name and rows are always in view. */
export function ImportFlowPage() {
  const t = useText('imports')
  const { flow, takeList, takeFiles } = useCsvTransfer()
  const state = useObservable(flow.state$, flow.state$.value)
  const raise = useThrow()
  usePaste(takeList, takeFiles)
  const heading = useRef<HTMLHeadingElement>(null)
  const stage = stageOf(state)
  // What was pressed to get here is gone with its step; a step that has put the focus somewhere keeps it.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [stage])
  return (
    <Page
      fill
      titleRef={heading}
      title={
        <>
          {t('actions.import')}
          <VisuallyHidden>: {t(`steps.${shownStep(state.step)}`)}</VisuallyHidden>
        </>
      }
      aside={<FileFacts state={state} />}
      actions={<Steps current={state.step} />}
    >
      {state.step === 'file' && <FileStep state={state} />}
      {state.step === 'columns' && <ColumnsStep state={state} />}
      {state.step === 'check' && <CheckStep state={state} />}
      {state.step === 'server' && (
        <ServerImportPanel
          file={state.opened.file}
          written={state.opened.inspection}
          onBack={() => {
            flow.back()
          }}
          onDone={() => {
            flow.next().catch(raise)
          }}
        />
      )}
      {state.step === 'done' && <DoneStep state={state} />}
    </Page>
  )
}

/** Changes with each step, and when a running import has ended. */
function stageOf(state: FlowState): string {
  return state.step === 'done' ? `done ${String(state.outcome !== null)}` : state.step
}

/** The remote checks and imports in one go. */
function shownStep(step: FlowState['step']): (typeof STEPS)[number] {
  return step === 'server' ? 'check' : step
}

function FileFacts({ state }: { state: FlowState }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { flow } = useCsvTransfer()
  const waiting = useObservable(flow.waiting$, flow.waiting$.value)
  if (state.step === 'file') return null
  const { file } = state.opened
  const rows = state.step === 'check' ? (state.check.preview?.rows ?? 0) : 0
  const [next] = waiting
  const facts = [
    file.name,
    fileSizeText(t, file.size, count),
    rows === 0 ? '' : t('check.rows', { count: rows, shown: count(rows) }),
    next === undefined
      ? ''
      : t('file.waiting', { count: waiting.length, file: next.ok ? next.value.name : '…' }),
  ]
  return <span data-selectable>{facts.filter((fact) => fact !== '').join(' · ')}</span>
}

function Steps({ current }: { current: FlowState['step'] }) {
  const t = useText('imports')
  const shown = shownStep(current)
  const at = STEPS.indexOf(shown)
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={classes.stepName}
          data-past={index < at || undefined}
          {...(step === shown ? { 'aria-current': 'step' as const } : {})}
        >
          {index < at && <IconCheck size={13} stroke={2.2} aria-hidden />}
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}
