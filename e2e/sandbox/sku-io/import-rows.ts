import { CONTACT_FIELDS, LOCATION_FIELDS, type CustomerInput } from './customer-record.ts'
import { readCustomerChanges, readNewCustomer } from './customer-input.ts'
import { refuseExisting } from './customers.ts'
import { Refusal, invalid } from './errors.ts'
import type { SkuIoStore } from './store.ts'

/** Columns that the import of customers knows: the names of the API's own fields. Nothing public lists them. */
const COLUMNS: readonly string[] = ['name', ...CONTACT_FIELDS, ...LOCATION_FIELDS]

/** What is wrong with a row. Rows count from 1, the header being the first. */
export interface ImportError {
  row: number
  field: string
  message: string
}

/** A row as the import understands it. */
export interface ImportRow {
  row: number
  cells: Record<string, string | null>
}

/** Takes the columns of a file apart. Throws the 422 for a file without a column of names. */
export function importRows(table: readonly string[][]): { rows: ImportRow[]; unknown: string[] } {
  const [header = [], ...lines] = table
  const names = header.map((cell) => cell.trim().toLowerCase())
  if (!names.includes('name'))
    throw invalid({ file: ['The file must have a header row with a name column.'] })
  const rows = lines.map((line, at) => ({
    row: at + 2,
    cells: Object.fromEntries(
      names.flatMap((name, column) =>
        COLUMNS.includes(name) ? [[name, (line[column] ?? '').trim() || null] as const] : [],
      ),
    ),
  }))
  return { rows, unknown: names.filter((name) => name !== '' && !COLUMNS.includes(name)) }
}

/** What one row comes to: a create, an update of the customer with its e-mail, or what is wrong with it. */
export type RowPlan =
  | { kind: 'create'; input: CustomerInput & { name: string } }
  | { kind: 'update'; customerId: number; changes: CustomerInput }
  | { kind: 'error'; errors: ImportError[] }

/** Decides about a row as things stand, and changes nothing. Blank cells leave what a customer has. */
export function planRow(store: SkuIoStore, { row, cells }: ImportRow, customerId: number | null): RowPlan {
  try {
    if (customerId === null) {
      const input = readNewCustomer(cells, store.index)
      refuseExisting(store, input)
      return { kind: 'create', input }
    }
    const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== null))
    return {
      kind: 'update',
      customerId,
      changes: readCustomerChanges(filled, { index: store.index, customerId }),
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const told = error.body['errors'] as Record<string, string[]>
    return {
      kind: 'error',
      errors: Object.entries(told).map(([field, messages]) => ({ row, field, message: messages.join(' ') })),
    }
  }
}
