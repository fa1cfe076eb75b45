import type { TFunction } from 'i18next'
import type { GridColumn } from '#renderer/ui/data-grid/grid-header.tsx'
import type { MappedColumn } from '../opened-file.ts'
import type { ShownKind } from './kind-filter.tsx'

/** A column of the file in the grid. */
export interface ShownColumn {
  name: string
  at: number
  target: string
}

/** About the width of a letter of a column's name, in px. */
const LETTER = 7
const WIDE = /email|line1|notes|company|(^|\.)name$/
const NARROW = /postcode|countryCode|regionCode|region$|code$|archived|acceptsMarketing|latitude|longitude/

/** Narrowest width of what happens, in px, where it is not the usual one: both values of a change are to be seen. */
const WHAT_WIDTH: Partial<Record<ShownKind, number>> = {
  duplicate: 120,
  update: 290,
  possible: 212,
  invalid: 240,
  all: 270,
  warned: 270,
}

/** All columns in the order of the file; those that are left out are shown only where a cell in them is at fault. */
export function shownColumns(columns: readonly MappedColumn[], t: TFunction<'imports'>): ShownColumn[] {
  return columns.map(({ name, target }, at) => ({
    name: name === '' ? t('columns.unnamed', { number: at + 1 }) : name,
    at,
    target,
  }))
}

/** The columns that are imported. */
export function importedColumns(columns: readonly ShownColumn[]): ShownColumn[] {
  return columns.filter(({ target }) => target !== 'ignore')
}

/** The columns that are imported, with these in front. */
export function inFront(columns: readonly ShownColumn[], first: readonly number[]): ShownColumn[] {
  return [
    ...columns.filter(({ at }) => first.includes(at)),
    ...importedColumns(columns).filter(({ at }) => !first.includes(at)),
  ]
}

/** The columns of the grid: the row's number, what happens to it, its cells. */
export function previewColumns(
  kind: ShownKind,
  shown: readonly ShownColumn[],
  t: TFunction<'imports'>,
): GridColumn[] {
  const sortable = false
  const columns: GridColumn[] = [
    { id: 'row', label: t('check.row'), minWidth: 68, grow: 0, sortable, align: 'end' },
  ]
  if (isExplained(kind)) {
    const label = kind === 'invalid' || kind === 'possible' ? t('check.why') : t('check.what')
    columns.push({ id: 'what', label, minWidth: WHAT_WIDTH[kind] ?? 190, grow: 2, sortable })
  }
  if (kind === 'possible')
    columns.push({ id: 'decide', label: t('possible.decide'), minWidth: 284, grow: 0, sortable })
  if (kind === 'left')
    columns.push({ id: 'decide', label: t('check.leftOut'), minWidth: 124, grow: 0, sortable })
  for (const { name, at, target } of shown) {
    const usual = WIDE.test(target) ? 170 : NARROW.test(target) ? 80 : 120
    const minWidth = Math.max(usual, Math.min(170, name.length * LETTER + 24))
    columns.push({ id: String(at), label: name, minWidth, grow: minWidth / 100, sortable })
  }
  return columns
}

/** True where a column says what happens to each row. */
export function isExplained(kind: ShownKind): boolean {
  return kind !== 'new' && kind !== 'unchanged' && kind !== 'skipped' && kind !== 'left'
}
