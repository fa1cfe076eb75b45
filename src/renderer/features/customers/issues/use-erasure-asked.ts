import { useMemo } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { whenRefusedErasures, type RefusedErasure } from '#renderer/person/refused-erasures.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

const NONE: RefusedErasure[] = []

/** True where the deletion that the remote has refused was part of an erasure. */
export function useErasureAsked({ id, sync }: Customer): boolean {
  const { syncState } = useWorkspace()
  const refused$ = useMemo(() => whenRefusedErasures(syncState), [syncState])
  const erasures = useObservable(refused$, NONE)
  return (
    sync.refused?.of === 'delete' &&
    erasures.some(({ customerId, at }) => customerId === id && at === sync.refused?.at)
  )
}
