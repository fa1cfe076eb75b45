import { SHOWN_NAME, type ExportColumn } from '#shared/csv/customer-to-row.ts'
import type { ExportLayoutKind } from '#shared/csv/export-layout.ts'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { allCustomers, type RosterColumn, type RosterQuery } from '#renderer/roster/roster-query.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { ExportRequest } from './export-request.ts'

/** Which customers are exported. */
export type ExportWhich = 'list' | 'selection' | 'everything'

/** How an export is made, as a person has decided. */
export interface ExportChoice {
  which: ExportWhich
  layout: ExportLayoutKind
  flavour: CsvFlavour
}

/** All layouts, the one that loses nothing first. */
export const EXPORT_LAYOUTS: readonly ExportLayoutKind[] = [
  'complete',
  'columns',
  'sku-io',
  'woocommerce',
  'shopify',
  'kounta',
  'open-food-network',
]

/** Everybody, archived ones too, in the order of the list. */
function everybody(query: RosterQuery): RosterQuery {
  return { ...allCustomers(), archived: 'all', sort: query.sort }
}

/** The ids of an export, in the order of the list. What was filtered out of the list since comes after it. */
export async function exportIds(
  roster: Pick<RosterClient, 'ids'>,
  request: Extract<ExportRequest, { kind: 'customers' }>,
  which: ExportWhich,
): Promise<string[]> {
  if (which === 'everything') return roster.ids(everybody(request.query))
  const listed = await roster.ids(request.query)
  if (which === 'list' || request.selectedIds === null) return listed
  const selected = new Set(request.selectedIds)
  return [...listed.filter((id) => selected.delete(id)), ...selected]
}

/** How many that are. */
export async function exportCount(
  roster: Pick<RosterClient, 'page'>,
  request: Extract<ExportRequest, { kind: 'customers' }>,
  which: ExportWhich,
): Promise<number> {
  if (which === 'selection') return request.selectedIds?.length ?? 0
  const query = which === 'list' ? request.query : everybody(request.query)
  return (await roster.page(query, 0, 1)).count
}

const COLUMN_OF: Readonly<Partial<Record<RosterColumn, ExportColumn>>> = {
  name: SHOWN_NAME,
  company: 'company',
  email: 'email',
  phone: 'phone',
  mobile: 'mobile',
  city: 'shown.city',
  postcode: 'shown.postcode',
  region: 'shown.region',
  countryCode: 'shown.countryCode',
  code: 'code',
  referenceId: 'referenceId',
  tags: 'tags',
}

/** The columns of the list as columns of a file; what is known only here (sync state, times) has none. */
export function listColumns(chosen: readonly string[]): ExportColumn[] {
  const columns = chosen.flatMap((id) => COLUMN_OF[id as RosterColumn] ?? [])
  return columns.includes(SHOWN_NAME) ? columns : [SHOWN_NAME, ...columns]
}
