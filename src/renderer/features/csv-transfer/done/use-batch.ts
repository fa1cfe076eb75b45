import { useMemo } from 'react'
import { map } from 'rxjs'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** An import as it is stored, kept up to date; null while there is none. */
export function useBatch(id: string): ImportBatch | null {
  const { importBatches } = useWorkspace()
  const batch$ = useMemo(
    () =>
      importBatches
        .observeAll()
        .pipe(map((all): ImportBatch | null => all.find((one) => one.id === id) ?? null)),
    [importBatches, id],
  )
  return useObservable(batch$, null)
}
