import { useCallback, useMemo } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

const NOBODY: ReadonlyMap<string, Customer> = new Map()

/** Names of the customers that these lines are about, as they are now; '' for none, or one who is gone. */
export function useLogNames(entries: readonly SyncLogEntry[]): (customerId: string) => string {
  const common = useText('common')
  const { customers } = useWorkspace()
  const ids = [...new Set(entries.map(({ customerId }) => customerId))].filter((id) => id !== '').join(' ')
  const named$ = useMemo(
    () => (ids === '' ? of(NOBODY) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const named = useObservable(named$, NOBODY)
  return useCallback(
    (id: string) => {
      const customer = named.get(id)
      return customer === undefined ? '' : displayName(customer) || common('unnamed')
    },
    [named, common],
  )
}
