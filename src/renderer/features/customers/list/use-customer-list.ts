import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { RosterQuery } from '#renderer/roster/roster-query.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { CustomerRowsSnapshot } from './customer-rows.ts'
import { listMemory, rememberInList } from './list-memory.ts'

/** The list on screen: its rows, its query, and where it stands. */
export interface CustomerList {
  /** Scroll offset to begin with, in px. */
  readonly offset: number
  readonly keepOffset: (offset: number) => void
  readonly snapshot: CustomerRowsSnapshot
  readonly query: RosterQuery
  readonly changeQuery: (change: Partial<RosterQuery>) => void
  readonly active: number
  readonly setActive: (index: number) => void
  readonly setVisible: (from: number, to: number) => void
}

/** Follows the customer list of the open workspace while the page is shown. */
export function useCustomerList(): CustomerList {
  const workspace = useWorkspace()
  const raise = useThrow()
  const [memory] = useState(() => listMemory(workspace))
  const [query, setQuery] = useState(memory.query)
  const [active, setActiveIndex] = useState(memory.active)
  const { rows } = memory

  useEffect(() => {
    rows.open(raise)
    return () => {
      rows.close()
    }
  }, [rows, raise])
  const snapshot = useSyncExternalStore(rows.subscribe, rows.snapshot)

  const setActive = useCallback(
    (index: number) => {
      rememberInList(memory, { active: index })
      setActiveIndex(index)
    },
    [memory],
  )
  const changeQuery = useCallback(
    (change: Partial<RosterQuery>) => {
      const next = { ...memory.query, ...change }
      rememberInList(memory, { query: next })
      rows.setQuery(next)
      setQuery(next)
      setActive(0)
    },
    [memory, rows, setActive],
  )
  const keepOffset = useCallback(
    (offset: number) => {
      rememberInList(memory, { offset })
    },
    [memory],
  )
  const setVisible = useCallback(
    (from: number, to: number) => {
      rows.setVisible(from, to)
    },
    [rows],
  )
  return {
    offset: memory.offset,
    keepOffset,
    snapshot,
    query,
    changeQuery,
    active: Math.min(active, Math.max(0, snapshot.count - 1)),
    setActive,
    setVisible,
  }
}
