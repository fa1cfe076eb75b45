import { expect, it } from 'vitest'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'
import type { RowKind } from '#renderer/import/classified-row.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import { FileRowNumbers } from '#renderer/import/file-row-numbers.ts'
import { PreviewMemory } from '#renderer/import/preview-memory.ts'
import { RowKinds } from '#renderer/import/row-kinds.ts'
import { openSeenRows } from '#renderer/import/seen-rows.ts'
import { positionOfRow, rowsOfKind } from './position-of-row.ts'

function previewOf(list: readonly RowKind[]): ImportPreview {
  const kinds = new RowKinds()
  for (const kind of list) kinds.add(kind, -1)
  const { length: rows, counts } = kinds
  const numbers = new FileRowNumbers()
  const memory = new PreviewMemory([], openSeenRows(portPair<SeenRowsRequest, SeenRowsReply>()[1]))
  return {
    rows,
    bytes: 0,
    blank: 0,
    counts,
    kinds,
    decisions: new Map(),
    values: [],
    numbers,
    whole: true,
    memory,
  }
}

it('finds where a row stands in a list, or where it would', () => {
  const preview = previewOf(['new', 'invalid', 'new', 'invalid', 'update', 'invalid'])
  expect(rowsOfKind(preview, 'invalid')).toBe(3)
  expect(positionOfRow(preview, 'all', 4)).toBe(4)
  expect(positionOfRow(preview, 'invalid', 3)).toBe(1)
  expect(positionOfRow(preview, 'invalid', 2)).toBe(1)
  expect(positionOfRow(preview, 'invalid', 9)).toBe(3)
  expect(positionOfRow(preview, 'skipped', 2)).toBe(0)
})
