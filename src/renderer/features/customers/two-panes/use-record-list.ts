import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Observable } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { allCustomers, type RosterQuery } from '#renderer/roster/roster-query.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { SeenCustomers } from './seen-customers.ts'

/** A record of the list; `customer` is undefined while it is read, and the mapping's customer where that is gone. */
export type ListedRecord =
  | { readonly kind: 'customer'; readonly id: string; readonly customer: Customer | undefined }
  | {
      readonly kind: 'mapping'
      readonly id: string
      readonly mapping: SkuMapping
      readonly customer: Customer | undefined
    }

/** Customers in a state, live and by name, then SKU mappings. */
export interface RecordList {
  /** False until the list has been read once. */
  readonly known: boolean
  readonly count: number
  readonly ids: readonly string[]
  readonly at: (index: number) => ListedRecord | undefined
  /** True where the id is a SKU mapping's. */
  readonly isMapping: (id: string) => boolean
  readonly setVisible: (from: number, to: number) => void
  /** Index of the record that is looked at: it stays the same record when others come and go around it. */
  readonly active: number
  readonly setActive: (index: number) => void
  /** Looks at the record as soon as it is in the list, unless another is gone to before; keeps its identity. */
  readonly show: (id: string) => void
  /** Goes so many records on, or back. */
  readonly move: (by: number) => void
}

/** So many are read before the list is shown: what can be seen can be worked on. */
const FIRST_READ = 40

const NO_MAPPINGS: SkuMapping[] = []

/** What a list holds. */
interface RecordListOptions {
  readonly state: RosterQuery['state']
  readonly mappings$: Observable<SkuMapping[]>
  readonly search: string
  /** The record to begin with, where it is in the list; '' = the first. */
  readonly firstId: string
}

/** Follows a list of records while its page is shown. Documents are read for what is seen alone. */
export function useRecordList({ state, mappings$, search, firstId }: RecordListOptions): RecordList {
  const { roster, customers } = useWorkspace()
  const raise = useThrow()
  const version = useObservable(roster.version$, 0)
  const [listed, setListed] = useState<readonly string[] | null>(null)
  const mappings = useObservable<SkuMapping[] | null>(mappings$, null)
  const seen = useMemo(() => new SeenCustomers(customers), [customers])
  useSyncExternalStore(seen.subscribe, seen.changes)
  const [visible, setRange] = useState({ from: 0, to: 30 })
  const [place, setPlace] = useState({ index: 0, id: firstId })
  const [wanted, setWanted] = useState('')

  useEffect(() => {
    let current = true
    const query: RosterQuery = {
      ...allCustomers(),
      archived: 'all',
      state,
      includeDeleted: true,
      search,
    }
    const read = async (): Promise<void> => {
      const ids = await roster.ids(query)
      // A list whose first record cannot be shown yet would swallow the keys of somebody who is quick.
      await seen.read([...new Set([...ids.slice(0, FIRST_READ), ...ids.filter((id) => id === firstId)])])
      if (current) setListed((before) => (isSame(before, ids) ? before : ids))
    }
    read().catch((error: unknown) => {
      if (current) raise(error)
    })
    return () => {
      current = false
    }
  }, [roster, version, state, search, seen, firstId, raise])

  const shownMappings = useMemo(() => {
    const words = search.trim().toLowerCase()
    return (mappings ?? NO_MAPPINGS).filter(
      ({ customerSku }) => words === '' || customerSku.toLowerCase().includes(words),
    )
  }, [mappings, search])
  const known = listed !== null && mappings !== null
  const ids = useMemo(
    () => (known ? [...listed, ...shownMappings.map(({ id }) => id)] : []),
    [known, listed, shownMappings],
  )
  const isBack = wanted !== '' && ids.includes(wanted)
  if (isBack) setWanted('')
  const lookedAt = isBack ? wanted : place.id
  const found = lookedAt === '' ? -1 : ids.indexOf(lookedAt)
  const active = found === -1 ? Math.min(place.index, Math.max(0, ids.length - 1)) : found
  const activeId = ids[active]
  // Where the record has left the list the next one takes its place.
  if (activeId !== undefined && (activeId !== place.id || active !== place.index)) {
    setPlace({ index: active, id: activeId })
  }
  const byId = useMemo(() => new Map(shownMappings.map((mapping) => [mapping.id, mapping])), [shownMappings])

  const needed = useMemo(() => {
    const inView = ids.slice(visible.from, visible.to)
    return [...new Set([...inView, ...(activeId === undefined ? [] : [activeId])])].map(
      (id) => byId.get(id)?.customerId ?? id,
    )
  }, [ids, visible, activeId, byId])
  useEffect(() => {
    seen.read(needed).catch(raise)
  }, [seen, needed, raise])

  const at = (index: number): ListedRecord | undefined => {
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
  const setActive = useCallback(
    (index: number) => {
      setWanted('')
      setPlace({ index, id: ids[index] ?? '' })
    },
    [ids],
  )
  const move = (by: number): void => {
    setActive(Math.min(Math.max(0, active + by), Math.max(0, ids.length - 1)))
  }
  return {
    known,
    count: ids.length,
    ids,
    at,
    isMapping,
    setVisible,
    active,
    setActive,
    show: setWanted,
    move,
  }
}

function isSame(before: readonly string[] | null, ids: readonly string[]): boolean {
  return before !== null && before.length === ids.length && before.every((id, index) => id === ids[index])
}
