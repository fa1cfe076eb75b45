import { useCallback, useMemo, useRef, useState } from 'react'
import type { RosterQuery } from '#renderer/roster/roster-query.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { CustomerRowsSnapshot } from './customer-rows.ts'

/** The selected customers of a list. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly toggle: (index: number, range: boolean) => void
  readonly selectAll: () => void
  readonly clear: () => void
}

const NONE: ReadonlySet<string> = new Set()

/** Selecting by customer, not by row: sorting keeps it, a change of the filter or search clears it. */
export function useSelection(snapshot: CustomerRowsSnapshot, query: RosterQuery): Selection {
  const { roster } = useWorkspace()
  const raise = useThrow()
  const filter = JSON.stringify({ ...query, sort: null })
  const [held, setHeld] = useState({ filter, ids: NONE })
  const ids = held.filter === filter ? held.ids : NONE
  const anchor = useRef(0)

  const set = useCallback(
    (next: ReadonlySet<string>) => {
      setHeld({ filter, ids: next })
    },
    [filter],
  )
  const toggle = useCallback(
    (index: number, range: boolean) => {
      if (!range) {
        const id = snapshot.idAt(index)
        if (id === undefined) return
        anchor.current = index
        const next = new Set(ids)
        if (!next.delete(id)) next.add(id)
        set(next)
        return
      }
      const from = Math.min(anchor.current, index)
      const to = Math.max(anchor.current, index) + 1
      roster.page(query, from, to).then((page) => {
        set(new Set([...ids, ...page.ids]))
      }, raise)
    },
    [snapshot, ids, set, roster, query, raise],
  )
  const selectAll = useCallback(() => {
    roster.ids(query).then((all) => {
      set(new Set(all))
    }, raise)
  }, [roster, query, set, raise])
  const clear = useCallback(() => {
    set(NONE)
  }, [set])
  return useMemo(() => ({ ids, toggle, selectAll, clear }), [ids, toggle, selectAll, clear])
}
