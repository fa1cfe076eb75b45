import type { Customer } from '../domain/customer.ts'
import { columnTargetsWith, FURTHER_GROUPS, USUAL_FURTHER } from './column-target.ts'
import { cellsOf, exportHeaderOf, furtherAddresses, type ExportColumn } from './customer-to-row.ts'
import { layoutFacts, REMOTE_LAYOUTS, type RemoteLayoutKind } from './remote-layouts.ts'

/** `complete`: everything, for this app; `columns`: chosen ones; the others: as an import of that system expects them. */
export type ExportLayoutKind = 'complete' | 'columns' | RemoteLayoutKind

/** The columns of a file of customers, and what a customer is in them, before the formula escape. */
export interface ExportLayout {
  readonly header: readonly string[]
  readonly row: (customer: Customer) => string[]
}

/** What the columns of a layout are chosen by. */
export interface LayoutChoice {
  /** Of `columns`. */
  readonly columns?: readonly ExportColumn[]
  /** Of `complete`: addresses beyond the two defaults that there are columns for, see `furtherColumns`. */
  readonly further?: number
}

/**
 * How customers are written into a file. Importing `complete` changes nothing here; it holds all that a person can enter,
 * but no history, nothing that only the remote knows, nothing that waits to be sent and no addresses that are kept only
 * because the remote still has them. `columns` holds what is chosen, and changes nothing when it is imported either;
 * without `Customer Desk ID` or a key among its columns nobody is found again. What the layouts of other systems leave out
 * stands at each in remote-layouts.ts.
 */
export function exportLayout(kind: ExportLayoutKind, choice: LayoutChoice = {}): ExportLayout {
  if (kind === 'complete' || kind === 'columns') {
    const columns =
      kind === 'columns' ? (choice.columns ?? []) : columnTargetsWith(choice.further ?? USUAL_FURTHER)
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

/** Addresses beyond the two defaults that `complete` must have columns for, so that nothing of a customer is left out. */
export function furtherColumns(customer: Customer): number {
  return Math.min(Math.max(USUAL_FURTHER, furtherAddresses(customer).length), FURTHER_GROUPS.length)
}
