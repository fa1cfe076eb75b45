import type { RosterQuery } from '#renderer/roster/roster-query.ts'

/** What is to be exported: customers as listed or (`selectedIds`) as selected, or all SKU mappings. */
export type ExportRequest =
  { kind: 'customers'; query: RosterQuery; selectedIds: readonly string[] | null } | { kind: 'sku-mappings' }
