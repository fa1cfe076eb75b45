import { useEffect, useMemo, useState } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { allCustomers, type RosterQuery } from '#renderer/roster/roster-query.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** The first `limit` customers in a state, live, with how many there are in all. */
export function useRosterCustomers(
  state: RosterQuery['state'],
  limit: number,
): { customers: Customer[]; count: number } {
  const { roster, customers } = useWorkspace()
  const raise = useThrow()
  const version = useObservable(roster.version$, 0)
  const [page, setPage] = useState<{ ids: string[]; count: number }>({ ids: [], count: 0 })
  useEffect(() => {
    let current = true
    const query: RosterQuery = {
      ...allCustomers(),
      archived: 'all',
      state,
      includeDeleted: true,
      sort: { column: 'updatedAt', descending: true },
    }
    roster.page(query, 0, limit).then(
      (found) => {
        if (current) setPage({ ids: found.ids, count: found.count })
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [roster, version, state, limit, raise])
  const key = page.ids.join(' ')
  const documents$ = useMemo(
    () => (key === '' ? of(new Map<string, Customer>()) : customers.observeMany(key.split(' '))),
    [customers, key],
  )
  const documents = useObservable(documents$, NONE)
  return {
    customers: page.ids.flatMap((id) => documents.get(id) ?? []),
    count: page.count,
  }
}

const NONE: Map<string, Customer> = new Map()
