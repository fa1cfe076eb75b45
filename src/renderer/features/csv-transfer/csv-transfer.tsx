import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { v7 } from 'uuid'
import { csvGate } from '#renderer/import/csv-gate.ts'
import { ImportJobs } from '#renderer/import/import-jobs.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { reasonWords } from './check/problem-words.ts'
import { CsvTransferContext, type CsvTransferValue } from './csv-transfer-context.ts'
import { ExportDialog } from './export/export-dialog.tsx'
import type { ExportRequest } from './export/export-request.ts'
import { DropTarget } from './file/drop-target.tsx'
import { openFiles } from './file/open-files.ts'
import { PasteList } from './file/paste-list.tsx'
import { useTakeFiles } from './file/use-take-files.tsx'
import { ImportFlow } from './import-flow.ts'

/**
 * Import and export of the open workspace: the import that runs whatever page is shown, files dropped anywhere on the
 * window, and files the app was started with.
 */
export function CsvTransfer({ children }: { children: ReactNode }) {
  const { api } = useApp()
  const { customers, skuMappings, history, importBatches, roster, capabilities } = useWorkspace()
  const t = useText('imports')
  const fields = useText('customers')
  const raise = useThrow()
  const [parts] = useState(() => {
    const newId = (): string => v7()
    const gate = csvGate(api, newId)
    const jobs = new ImportJobs({
      gate,
      customers,
      skuMappings,
      history,
      importBatches,
      roster,
      capabilities,
      now: () => Date.now(),
      newId,
      reasonOf: (row, header) => reasonWords(row, header, { imports: t, customers: fields }),
    })
    return { gate, jobs, flow: new ImportFlow(jobs, gate, raise) }
  })
  const { jobs, gate, flow } = parts
  const take = useTakeFiles(flow)
  const [pasting, setPasting] = useState(false)
  const [exporting, setExporting] = useState<ExportRequest | null>(null)

  useEffect(() => {
    importBatches.interruptRunning().catch(raise)
    return () => {
      flow.stop()
      // Nobody waits for it: what was not written when the database closes is done when the import is continued.
      void jobs.stop()
    }
  }, [importBatches, jobs, flow, raise])
  useEffect(() => {
    const takeOpened = (): void => {
      api.call('csv:take-opened', null).then(take, raise)
    }
    takeOpened()
    return api.on('files:opened', takeOpened)
  }, [api, take, raise])
  const takeFiles = useCallback(
    (files: readonly File[]) => {
      openFiles(files, api, gate).then(take, raise)
    },
    [api, gate, take, raise],
  )
  const value = useMemo<CsvTransferValue>(
    () => ({
      gate,
      jobs,
      flow,
      takeFiles,
      chooseImport: () => {
        gate.choose().then((chosen) => {
          if (chosen !== null) take([chosen])
        }, raise)
      },
      openFile: (file) => {
        take([{ ok: true, value: file }])
      },
      openPaste: () => {
        setPasting(true)
      },
      takeList: (text) => {
        gate.receive(t('paste.fileName'), new Blob([text])).then((list) => {
          take([list])
        }, raise)
      },
      openExport: setExporting,
    }),
    [gate, jobs, flow, take, takeFiles, t, raise],
  )
  return (
    <CsvTransferContext value={value}>
      {children}
      <DropTarget onFiles={takeFiles} />
      <PasteList
        opened={pasting}
        onClose={() => {
          setPasting(false)
        }}
        onList={(text) => {
          setPasting(false)
          value.takeList(text)
        }}
      />
      <ExportDialog
        request={exporting}
        onClose={() => {
          setExporting(null)
        }}
      />
    </CsvTransferContext>
  )
}
