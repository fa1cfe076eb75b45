import { useCallback, useEffect, useMemo, useState } from 'react'
import { of } from 'rxjs'
import type { RelatedKind } from '#shared/connector/related-data.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { RelatedSnapshot } from '#renderer/database/remote-data-repository.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** What is shown is read anew when it is older than this, in ms. */
const FRESH_MS = 30_000

/** What was last told of one kind; null where nothing was, or the remote tells nothing of the kind. */
export function useRelatedKind<K extends RelatedKind>(
  customerId: string,
  kind: K,
): RelatedSnapshot<K> | null {
  const { remoteData, capabilities } = useWorkspace()
  const told = capabilities?.related.includes(kind) === true
  const source = useMemo(
    () => (told ? remoteData.observe(customerId, kind) : of(null)),
    [remoteData, customerId, kind, told],
  )
  return useObservable(source, null)
}

/** Reads what there is when it is opened and on request. */
export function useReading(customer: Customer): {
  reading: boolean
  failure: RemoteError | null
  read: () => void
} {
  const { sync, remoteData, capabilities } = useWorkspace()
  const raise = useThrow()
  const [reading, setReading] = useState(false)
  const [failure, setFailure] = useState<RemoteError | null>(null)
  const { id, remoteId } = customer
  const read = useCallback(() => {
    if (sync === null || remoteId === '') return
    setReading(true)
    sync
      .readRelated(id)
      .then(setFailure)
      .catch(raise)
      .finally(() => setReading(false))
  }, [sync, id, remoteId, raise])
  const [first] = capabilities?.related ?? []
  useEffect(() => {
    if (first === undefined) return
    remoteData
      .get(id, first)
      .then((known) => {
        if (known === null || Date.now() - known.fetchedAt > FRESH_MS) read()
      })
      .catch(raise)
  }, [remoteData, id, first, read, raise])
  return { reading, failure, read }
}
