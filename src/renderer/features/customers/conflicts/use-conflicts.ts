import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { allCustomers, type RosterQuery } from '#renderer/roster/roster-query.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { SeenCustomers } from './seen-customers.ts'

/** A record with two versions; `customer` is undefined while it is read, and the mapping's customer where that is gone. */
export type Conflict =
  | { readonly kind: 'customer'; readonly id: string; readonly customer: Customer | undefined }
  | {
      readonly kind: 'mapping'
      readonly id: string
      readonly mapping: SkuMapping
      readonly customer: Customer | undefined
    }

/** All conflicts of the workspace, live: customers by name, then SKU mappings. */
export interface Conflicts {
  /** False until the list has been read once. */
  readonly known: boolean
  readonly count: number
  readonly ids: readonly string[]
  readonly at: (index: number) => Conflict | undefined
  /** True where the id is a SKU mapping's. */
  readonly isMapping: (id: string) => boolean
  readonly setVisible: (from: number, to: number) => void
}

const NO_MAPPINGS: SkuMapping[] = []

/** Follows the conflicts while the page is shown. Documents are read for what is seen alone. */
export function useConflicts(search: string, active: number): Conflicts {
  const { roster, customers, skuMappings, sync } = useWorkspace()
  const raise = useThrow()
  const version = useObservable(roster.version$, 0)
  const [listed, setListed] = useState<readonly string[] | null>(null)
  const mappings$ = useMemo(
    () => (sync === null ? of(NO_MAPPINGS) : skuMappings.observeConflicts()),
    [skuMappings, sync],
  )
  const mappings = useObservable(mappings$, NO_MAPPINGS)
  const seen = useMemo(() => new SeenCustomers(customers), [customers])
  useSyncExternalStore(seen.subscribe, seen.changes)
  const [visible, setRange] = useState({ from: 0, to: 30 })

  useEffect(() => {
    let current = true
    const query: RosterQuery = {
      ...allCustomers(),
      archived: 'all',
      state: 'conflict',
      includeDeleted: true,
      search,
    }
    roster.ids(query).then(
      (ids) => {
        if (current) setListed((before) => (isSame(before, ids) ? before : ids))
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [roster, version, search, raise])

  const shownMappings = useMemo(() => {
    const words = search.trim().toLowerCase()
    return words === ''
      ? mappings
      : mappings.filter(({ customerSku }) => customerSku.toLowerCase().includes(words))
  }, [mappings, search])
  const ids = useMemo(
    () => [...(listed ?? []), ...shownMappings.map(({ id }) => id)],
    [listed, shownMappings],
  )
  const byId = useMemo(() => new Map(shownMappings.map((mapping) => [mapping.id, mapping])), [shownMappings])

  const wanted = useMemo(() => {
    const inView = ids.slice(visible.from, visible.to)
    const current = ids[Math.min(active, ids.length - 1)]
    return [...new Set([...inView, ...(current === undefined ? [] : [current])])].map(
      (id) => byId.get(id)?.customerId ?? id,
    )
  }, [ids, visible, active, byId])
  useEffect(() => {
    seen.read(wanted).catch(raise)
  }, [seen, wanted, raise])

  const at = (index: number): Conflict | undefined => {
    const id = ids[index]
    if (id === undefined) return undefined
    const mapping = byId.get(id)
    const customer = seen.get(mapping?.customerId ?? id)
    return mapping === undefined
      ? { kind: 'customer', id, customer }
      : { kind: 'mapping', id, mapping, customer }
  }
  const isMapping = useCallback((id: string) => byId.has(id), [byId])
  const setVisible = useCallback((from: number, to: number) => {
    setRange((range) => (range.from === from && range.to === to ? range : { from, to }))
  }, [])
  return { known: listed !== null, count: ids.length, ids, at, isMapping, setVisible }
}

function isSame(before: readonly string[] | null, ids: readonly string[]): boolean {
  return before !== null && before.length === ids.length && before.every((id, index) => id === ids[index])
}
