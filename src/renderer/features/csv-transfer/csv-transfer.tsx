import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import { useLocation } from 'wouter'
import type { CsvFileError, CsvFileHandle } from '#shared/csv/csv-file.ts'
import type { Result } from '#shared/result.ts'
import { csvGate } from '#renderer/import/csv-gate.ts'
import { ImportJobs } from '#renderer/import/import-jobs.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { CsvTransferContext, type CsvTransferValue } from './csv-transfer-context.ts'
import { DropTarget } from './drop-target.tsx'
import { ImportFlow } from './import-flow.ts'

/**
 * Import and export of the open workspace: the import that runs whatever page is shown, files dropped anywhere on the
 * window, and files the app was started with.
 */
export function CsvTransfer({ children }: { children: ReactNode }) {
  const { api } = useApp()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const raise = useThrow()
  const { customers, skuMappings, history, importBatches, roster, capabilities } = workspace
  const [parts] = useState(() => {
    const newId = (): string => v7()
    const gate = csvGate(api, newId)
    const now = (): number => Date.now()
    const context = { gate, customers, skuMappings, history, importBatches, roster, capabilities, now, newId }
    const jobs = new ImportJobs(context)
    return { gate, jobs, flow: new ImportFlow(jobs, gate) }
  })
  const { jobs, gate, flow } = parts

  useEffect(() => {
    importBatches.interruptRunning().catch(raise)
    return () => {
      // Nobody waits for it: what was not written when the database closes is done when the import is continued.
      void jobs.stop()
    }
  }, [importBatches, jobs, raise])

  const openResult = useCallback(
    (opened: Result<CsvFileHandle, CsvFileError>) => {
      navigate(paths.importFlow)
      flow.open(opened).catch(raise)
    },
    [flow, navigate, raise],
  )
  useEffect(() => {
    const take = (): void => {
      api.call('csv:take-opened', null).then((files) => {
        const last = files.at(-1)
        if (last !== undefined) openResult(last)
      }, raise)
    }
    take()
    return api.on('files:opened', take)
  }, [api, openResult, raise])
  const value = useMemo<CsvTransferValue>(
    () => ({
      gate,
      jobs,
      flow,
      chooseImport: () => {
        gate.choose().then((chosen) => {
          if (chosen !== null) openResult(chosen)
        }, raise)
      },
      openFile: (file) => {
        openResult({ ok: true, value: file })
      },
    }),
    [gate, jobs, flow, openResult, raise],
  )
  return (
    <CsvTransferContext value={value}>
      {children}
      <DropTarget
        onFile={(file) => {
          api.openDropped(file).then(openResult, raise)
        }}
      />
    </CsvTransferContext>
  )
}
