/** Reads comma-separated rows: quoted cells, doubled quotes and line breaks inside them, with or without a byte order mark. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    row.push(cell)
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  const signs = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs.charAt(at)
    if (quoted && sign === '"' && signs.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (quoted) cell += sign
    else if (sign === ',') endCell()
    else if (sign === '\n') endRow()
    else cell += sign
  }
  endRow()
  return rows
}

/** Writes rows with quotes where they are needed. Each row ends with a line feed. */
export function formatCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\n`).join('')
}

function cellText(value: string | number): string {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
