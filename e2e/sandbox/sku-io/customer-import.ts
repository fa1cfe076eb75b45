import { Hono, type Context } from 'hono'
import { powerUser } from './authentication.ts'
import { parseCsv } from './csv-text.ts'
import { invalid } from './errors.ts'
import { importRows, planRow, type ImportError, type ImportRow } from './import-rows.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'
import type { SkuIoStore } from './store.ts'

/** The import of customers from a CSV file, and its preview, which changes nothing. A row's customer is found by e-mail. */
export function customerImportRoutes({ store, behaviour }: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()

  routes.post('/customers/import/preview', powerUser(), async (c) => {
    const { rows, unknown } = importRows(await uploadedTable(c))
    const byEmail = customersByEmail(store)
    // A second row of an e-mail is about the customer of the first: there is nothing yet to check it against.
    const seen = new Set<string>()
    const errors = rows.flatMap((row) => {
      const email = row.cells['email']?.toLowerCase() ?? ''
      if (seen.has(email)) return []
      const plan = planRow(store, row, byEmail.get(email) ?? null)
      if (plan.kind === 'error') return plan.errors
      if (email !== '') seen.add(email)
      return []
    })
    const wrong = new Set(errors.map(({ row }) => row))
    const data = {
      total_rows: rows.length,
      valid_rows: rows.length - wrong.size,
      rows: rows.map(({ row, cells }) => ({ row, ...cells })),
      errors,
    }
    return c.json({ data, ...warningsAbout(unknown) })
  })

  routes.post('/customers/import', powerUser(), async (c) => {
    const { rows, unknown } = importRows(await uploadedTable(c))
    const data = imported(store, rows)
    if (behaviour.imports === 'queued') return c.json({ message: 'The import was queued.' }, 202)
    return c.json({ data, ...warningsAbout(unknown) })
  })
  return routes
}

function imported(store: SkuIoStore, rows: readonly ImportRow[]): object {
  const byEmail = customersByEmail(store)
  const result = { created: 0, updated: 0, failed: 0, errors: [] as ImportError[] }
  for (const row of rows) {
    const email = row.cells['email']?.toLowerCase() ?? ''
    const plan = planRow(store, row, byEmail.get(email) ?? null)
    if (plan.kind === 'error') {
      result.failed += 1
      result.errors.push(...plan.errors)
    } else if (plan.kind === 'update') {
      store.updateCustomer(plan.customerId, plan.changes)
      result.updated += 1
    } else {
      const { id } = store.createCustomer(plan.input)
      if (email !== '') byEmail.set(email, id)
      result.created += 1
    }
  }
  return result
}

function customersByEmail(store: SkuIoStore): Map<string, number> {
  const ids = new Map<string, number>()
  for (const { id, email } of store.customers.values()) if (email !== null) ids.set(email.toLowerCase(), id)
  return ids
}

async function uploadedTable(c: Context<SkuIoEnv>): Promise<string[][]> {
  const multipart = c.req.header('content-type')?.startsWith('multipart/form-data') === true
  const file = multipart ? (await c.req.parseBody())['file'] : undefined
  if (!(file instanceof File)) throw invalid({ file: ['The file field is required.'] })
  if (!/\.(csv|txt)$/i.test(file.name)) {
    throw invalid({ file: ['The file field must be a file of type: csv, txt.'] })
  }
  return parseCsv(await file.text())
}

function warningsAbout(unknown: readonly string[]): object {
  if (unknown.length === 0) return {}
  const columns = unknown.map((name) => `The column ${name} is not known and is left out.`)
  return { status: 'warning', warnings: { columns } }
}
