import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { ExportButton } from '#renderer/features/csv-transfer/export/export-button.tsx'
import { ImportButton } from '#renderer/features/csv-transfer/file/import-button.tsx'
import { CustomersPage } from '#renderer/features/customers/list/customers-page.tsx'
import { paths } from '#renderer/workspace/paths.ts'

interface RoutesProps {
  onImport: () => void
}

const readOtherPages = () => import('./other-pages.tsx')
const OtherPages = lazy(async () => ({ default: (await readOtherPages()).OtherPages }))

/** Which page is shown where. The list is there at once; all others are read when it is, so that they open as quickly. */
export function Routes({ onImport }: RoutesProps) {
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      // What goes wrong shows when one of them is opened.
      readOtherPages().catch(() => undefined)
    })
    return () => {
      cancelIdleCallback(idle)
    }
  }, [])
  return (
    <Switch>
      <Route path="/">
        <Redirect to={paths.customers} replace />
      </Route>
      <Route path={paths.customers}>
        <CustomersPage
          onImport={onImport}
          importButton={<ImportButton />}
          renderExport={(query, selectedIds) => (
            <ExportButton kind="customers" query={query} selectedIds={selectedIds} />
          )}
        />
      </Route>
      <Route>
        <Suspense>
          <OtherPages />
        </Suspense>
      </Route>
    </Switch>
  )
}
