/**
 * Formula injection (OWASP): a cell that a spreadsheet would run as a formula gets a `'` in front, and import takes
 * exactly that one away again. Cells that already look escaped get another one, so that for every text
 * `unescapeCell(escapeForExcel(text)) === text` and `unescapeCell(escapeForMachine(text)) === text`.
 */
const RUNS_AS_FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/u

/** The cell as it is written for spreadsheets: nothing in it runs when the file is opened. */
export function escapeForExcel(cell: string): string {
  return RUNS_AS_FORMULA.test(cell) ? `'${cell}` : cell
}

/** The cell as it is written for other programs: as it is, but for cells that import would take for escaped ones. */
export function escapeForMachine(cell: string): string {
  return cell.startsWith("'") ? escapeForExcel(cell) : cell
}

/** The cell as it was before either escape; any other cell is left as it is. */
export function unescapeCell(cell: string): string {
  return cell.startsWith("'") && RUNS_AS_FORMULA.test(cell) ? cell.slice(1) : cell
}
