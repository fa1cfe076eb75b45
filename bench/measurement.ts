/** One line of the table: a figure, the raw limit measured in the same run, and the budget as a ratio or a number. */
export interface Measurement {
  what: string
  figure: number
  unit: 'ms' | 'rows/s' | 'MB/s' | 'MB'
  /** What the same machine does without our code, '' where there is no such thing. */
  limit: number | null
  limitIs: string
  budget: string
}

/** The table of all measurements as text. */
export function formatTable(rows: readonly Measurement[]): string {
  const cells = rows.map(({ what, figure, unit, limit, limitIs, budget }) => [
    what,
    `${format(figure)} ${unit}`,
    limit === null ? '' : `${format(limit)} ${unit} (${limitIs})`,
    limit === null || limit === 0 ? '' : (unit.endsWith('/s') ? limit / figure : figure / limit).toFixed(2),
    budget,
  ])
  const header = ['what', 'figure', 'limit in the same run', 'ratio', 'budget']
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}

/** The value under which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)
}
