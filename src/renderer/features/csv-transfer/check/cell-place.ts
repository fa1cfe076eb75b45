/** Where a person is in the rows of a preview. */
export interface CellPlace {
  /** Place of the row in the list that is shown. */
  index: number
  /** Column of the file; null where nobody has chosen one: the cell at fault, or the first. */
  column: number | null
  /** True while the cell is being changed. */
  editing: boolean
}
