import { useMemo } from 'react'
import { of } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useRecordList, type RecordList } from '../two-panes/use-record-list.ts'

/** The records with two versions, beginning at the one with `firstId` where there is such a one. */
export function useConflicts(search: string, firstId: string): RecordList {
  const { skuMappings, sync } = useWorkspace()
  const mappings$ = useMemo(
    () => (sync === null ? of<SkuMapping[]>([]) : skuMappings.observeConflicts()),
    [skuMappings, sync],
  )
  return useRecordList({ state: 'conflict', mappings$, search, firstId })
}
