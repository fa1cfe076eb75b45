import { useState } from 'react'
import { headerWords } from '#shared/csv/header-words.ts'
import type { MappedColumn, OpenedFile } from '../opened-file.ts'

/** Columns by what a person has to do about them, as places in the file. */
export interface ColumnGroups {
  /** To be decided: not certain, or of the same name as one that is not. */
  readonly doubtful: readonly number[]
  /** Certain and imported. */
  readonly used: readonly number[]
  /** Certainly nothing that can be imported. */
  readonly leftOut: readonly number[]
}

/** The columns in groups as they were when the file was read so: a column keeps its place while it is decided about. */
export function useColumnGroups(opened: OpenedFile): ColumnGroups {
  const [held, setHeld] = useState(() => begin(opened))
  const base = isOf(held.opened, opened) ? held : begin(opened)
  // A column whose meaning went to another one becomes doubtful meanwhile.
  const more = doubtfulPlaces(opened.columns).filter((at) => !base.doubtful.includes(at))
  const now = more.length === 0 ? base : { ...base, doubtful: [...base.doubtful, ...more] }
  if (now !== held) setHeld(now)
  const rest = opened.columns.map((_, at) => at).filter((at) => !now.doubtful.includes(at))
  const isUsed = (at: number): boolean => now.opened.columns[at]?.target !== 'ignore'
  return {
    doubtful: [...now.doubtful].sort((a, b) => a - b),
    used: rest.filter(isUsed),
    leftOut: rest.filter((at) => !isUsed(at)),
  }
}

function begin(opened: OpenedFile): { opened: OpenedFile; doubtful: readonly number[] } {
  return { opened, doubtful: doubtfulPlaces(opened.columns) }
}

/** True where the columns were recognised only once. */
function isOf(a: OpenedFile, b: OpenedFile): boolean {
  return (
    a.identity === b.identity &&
    a.inspection === b.inspection &&
    a.kind === b.kind &&
    a.rememberedAt === b.rememberedAt
  )
}

function doubtfulPlaces(columns: readonly MappedColumn[]): number[] {
  const names = new Set(columns.filter(({ sure }) => !sure).map(({ name }) => headerWords(name)))
  return columns.flatMap(({ sure, name }, at) => {
    const words = headerWords(name)
    return !sure || (words !== '' && names.has(words)) ? [at] : []
  })
}
