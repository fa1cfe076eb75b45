import { useSyncStatus } from '#renderer/workspace/use-sync-status.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** True while the remote's mappings are still coming in: what is not here yet may be there. */
export function useReadingMappings(): boolean {
  const { capabilities } = useWorkspace()
  const { filling, phase } = useSyncStatus()
  if (capabilities?.entities.includes('sku-mapping') !== true) return false
  return filling || phase === 'first-sweep'
}
