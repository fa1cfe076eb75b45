import { useState } from 'react'
import type { RowCounts } from '#renderer/import/classified-row.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import type { CellPlace } from './cell-place.ts'
import type { ShownKind } from './kind-filter.tsx'
import { positionOfRow } from './position-of-row.ts'

/** Which rows are shown, and where a person is in them. */
export interface ShownRows {
  readonly kind: ShownKind
  readonly place: CellPlace
  /** What the grid shows: while a cell is being changed nothing moves away under the hand. */
  readonly preview: ImportPreview | null
  /** Number of the chosen row; -1 where there is none. */
  readonly row: number
  readonly setPlace: (change: Partial<CellPlace>) => void
  readonly show: (kind: ShownKind, row?: number) => void
}

const START: CellPlace = { index: 0, column: null, editing: false }

/** Keeps the chosen row chosen while rows come, go and change their kind. */
export function useShownRows(latest: ImportPreview | null): ShownRows {
  const [chosen, setChosen] = useState<ShownKind | null>(null)
  const [place, setPlaceState] = useState(START)
  const [preview, setPreview] = useState(latest)
  const kind = chosen ?? 'all'
  if (chosen === null && latest?.whole === true) setChosen(firstKind(latest.counts))
  if (preview !== latest && !place.editing) {
    const row = preview === null ? -1 : preview.kinds.nth(kind, place.index)
    setPreview(latest)
    if (latest !== null && row >= 0) {
      const index = positionOfRow(latest, kind, row)
      // A row that was put right is gone from the list: the next one has its own cell at fault.
      const stays = kind !== 'invalid' || latest.kinds.nth(kind, index) === row
      setPlaceState({ ...place, index, column: stays ? place.column : null })
    }
  }
  return {
    kind,
    place,
    preview,
    row: preview === null ? -1 : preview.kinds.nth(kind, place.index),
    setPlace: (change) => {
      setPlaceState((before) => ({ ...before, ...change }))
    },
    show: (next, row) => {
      setChosen(next)
      const index = row === undefined || latest === null ? 0 : positionOfRow(latest, next, row)
      setPlaceState({ ...START, index })
    },
  }
}

/** What is most worth looking at: mistakes, then doubts, then what changes. */
function firstKind(counts: RowCounts): ShownKind {
  const order = ['invalid', 'possible', 'update', 'new', 'duplicate', 'skipped', 'left', 'unchanged'] as const
  return order.find((kind) => counts[kind] > 0) ?? 'all'
}
