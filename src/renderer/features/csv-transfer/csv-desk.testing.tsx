import { cleanup, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Route, Switch } from 'wouter'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { paths } from '#renderer/workspace/paths.ts'
import {
  layOut,
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { csvApi, type CsvApi } from './csv-api.testing.ts'
import { CsvTransfer } from './csv-transfer.tsx'
import { ExportButton } from './export/export-button.tsx'
import { ImportFlowPage } from './import-flow-page.tsx'
import { ImportsPage } from './imports-page.tsx'

/** The pages of import and export over real files and a real workspace. */
export interface CsvDesk {
  readonly desk: TestWorkspace
  readonly csv: CsvApi
  /** Shows the page at a path; `selected` are the ids of selected customers. */
  show(path: string, selected?: readonly string[]): ReturnType<typeof renderInWorkspace>
  /** Writes a file and drops it on the window, as the browser tells it. */
  drop(name: string, text: string | Buffer): void
  /** Writes a file that can be chosen or dropped; answers its path. */
  file(name: string, text: string | Buffer): string
  close(): Promise<void>
}

/** Opens a workspace with the pages of import and export. */
export async function openCsvDesk(capabilities: ConnectorCapabilities | null = null): Promise<CsvDesk> {
  const desk = await openTestWorkspace(capabilities)
  const csv = csvApi()
  const forgetLayout = layOut()
  const file = (name: string, text: string | Buffer): string => {
    const path = join(csv.folder, name)
    writeFileSync(path, text)
    return path
  }
  return {
    desk,
    csv,
    file,
    show: (path, selected) =>
      renderInWorkspace(
        <CsvTransfer>
          <Switch>
            <Route path={paths.imports}>
              <ImportsPage />
            </Route>
            <Route path={paths.importFlow}>
              <ImportFlowPage />
            </Route>
            <Route path={paths.customers}>
              <ExportButton kind="customers" query={allCustomers()} selectedIds={selected ?? null} />
            </Route>
            <Route path={paths.skuMappings}>
              <ExportButton kind="sku-mappings" />
            </Route>
          </Switch>
        </CsvTransfer>,
        desk.workspace,
        { path, api: csv.api },
      ),
    drop: (name, text) => {
      file(name, text)
      dropFiles([new File([], name)])
    },
    close: async () => {
      // What is on screen still asks the workspace.
      cleanup()
      forgetLayout()
      await desk.close()
      rmSync(csv.folder, { recursive: true, force: true })
    },
  }
}

/** Drops files on the window. */
export function dropFiles(files: readonly File[]): void {
  const dataTransfer = { types: ['Files'], files, dropEffect: 'none' }
  fireEvent.dragEnter(window, { dataTransfer })
  fireEvent.drop(window, { dataTransfer })
}

/** Imports what is checked, once everything is. */
export async function importNow(): Promise<void> {
  await screen.findByText('Nothing is saved before you import.')
  await userEvent.click(screen.getByRole('button', { name: /^Import \d/ }))
}
