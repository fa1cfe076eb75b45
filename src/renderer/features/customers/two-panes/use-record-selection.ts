import { useMemo, useState } from 'react'

/** The selected records. */
export interface RecordSelection {
  readonly ids: ReadonlySet<string>
  readonly has: (id: string) => boolean
  /** `range` selects all from the last one toggled. */
  readonly toggle: (index: number, range: boolean) => void
  readonly all: 'none' | 'some' | 'all'
  readonly toggleAll: () => void
  readonly clear: () => void
}

const NONE: ReadonlySet<string> = new Set()

/** Selecting by record; what leaves the list is selected no more. */
export function useRecordSelection(listed: readonly string[]): RecordSelection {
  const [held, setHeld] = useState(NONE)
  const [anchor, setAnchor] = useState(0)
  const ids = useMemo(
    () => (held.size === 0 ? NONE : new Set(listed.filter((id) => held.has(id)))),
    [held, listed],
  )
  return {
    ids,
    has: (id) => ids.has(id),
    toggle: (index, range) => {
      const next = new Set(ids)
      if (range) {
        const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)]
        for (const id of listed.slice(from, to + 1)) next.add(id)
      } else {
        const id = listed[index]
        if (id === undefined) return
        if (!next.delete(id)) next.add(id)
        setAnchor(index)
      }
      setHeld(next)
    },
    all: ids.size === 0 ? 'none' : ids.size === listed.length ? 'all' : 'some',
    toggleAll: () => {
      setHeld(ids.size === listed.length ? NONE : new Set(listed))
    },
    clear: () => {
      setHeld(NONE)
    },
  }
}
