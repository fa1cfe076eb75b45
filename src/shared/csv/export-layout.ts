import type { Customer } from '../domain/customer.ts'
import { FURTHER_GROUPS, type ColumnTarget } from './column-target.ts'
import {
  cellsOf,
  CUSTOMER_EXPORT_HEADER,
  customerToRow,
  exportHeaderOf,
  furtherAddresses,
} from './customer-to-row.ts'
import { layoutFacts, REMOTE_LAYOUTS, type RemoteLayoutKind } from './remote-layouts.ts'

/** A column of an export. */
export type ExportColumn = Exclude<ColumnTarget, 'ignore'>

/** `complete`: everything, for this app; `columns`: chosen ones; the others: as an import of that system expects them. */
export type ExportLayoutKind = 'complete' | 'columns' | RemoteLayoutKind

/** The columns of a file of customers, and what a customer is in them, before the formula escape. */
export interface ExportLayout {
  readonly header: readonly string[]
  readonly row: (customer: Customer) => string[]
}

/**
 * How customers are written into a file. Importing `complete` changes nothing here; it holds five addresses of a customer
 * (addressesLeftOut tells how many more there are), but no history and nothing that only the remote knows. `columns` holds
 * what is chosen, and changes nothing when it is imported either; without `Customer Desk ID` or a key among its columns
 * nobody is found again. What the layouts of other systems leave out stands at each in remote-layouts.ts.
 */
export function exportLayout(kind: ExportLayoutKind, columns: readonly ExportColumn[] = []): ExportLayout {
  if (kind === 'complete') return { header: CUSTOMER_EXPORT_HEADER, row: customerToRow }
  if (kind === 'columns') {
    return { header: columns.map(exportHeaderOf), row: (customer) => cellsOf(customer, columns) }
  }
  const layout = REMOTE_LAYOUTS[kind]
  return {
    header: layout.map(([name]) => name),
    row: (customer) => {
      const facts = layoutFacts(customer)
      return layout.map(([, cell]) => cell(facts))
    },
  }
}

/** Addresses in use for which `complete` has no columns. */
export function addressesLeftOut(customer: Customer): number {
  return Math.max(0, furtherAddresses(customer).length - FURTHER_GROUPS.length)
}
