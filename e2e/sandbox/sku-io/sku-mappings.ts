import { Hono } from 'hono'
import { productOf } from './catalogue.ts'
import { formatCsv, parseCsv } from './csv-text.ts'
import { pageRequest } from './customer-lists.ts'
import { customerOf } from './customers.ts'
import { Refusal, invalid } from './errors.ts'
import { pageOf, pageRange } from './page.ts'
import { FieldErrors, idOf, readBody } from './request-input.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'

const COLUMNS = ['customer_sku', 'product_id'] as const
const LONGEST_SKU = 255

/** SKU mappings of a customer: list, upsert, delete, import and export as CSV. They leave the customer's `updated_at` alone. */
export function skuMappingRoutes({ store }: SkuIoRemote): Hono<SkuIoEnv> {
  const { mappings } = store
  const routes = new Hono<SkuIoEnv>()

  routes.get('/customers/:id/sku-mappings', (c) => {
    const all = mappings.of(customerOf(c, store).id)
    const request = pageRequest(c, 'per_page')
    const { start, count } = pageRange(request)
    const rows = all
      .slice(start, start + count)
      .map((mapping) => ({ ...mapping, product: productOf(mapping.product_id) }))
    return c.json(pageOf(rows, all.length, request))
  })

  routes.get('/customers/:id/sku-mappings/export', (c) => {
    const customer = customerOf(c, store)
    const rows = mappings.of(customer.id).map(({ customer_sku, product_id }) => [customer_sku, product_id])
    return c.body(formatCsv([COLUMNS, ...rows]), 200, {
      'content-type': 'text/csv; charset=UTF-8',
      'content-disposition': `attachment; filename="customer-${customer.id}-sku-mappings.csv"`,
    })
  })

  routes.post('/customers/:id/sku-mappings', async (c) => {
    const body = await readBody(c)
    const customer = customerOf(c, store)
    const { customerSku, productId } = readMapping(body['customer_sku'], body['product_id'])
    return c.json({
      data: mappings.upsert(customer.id, customerSku, productId).mapping,
    })
  })

  routes.post('/customers/:id/sku-mappings/import', async (c) => {
    const file = (await c.req.parseBody())['file']
    const customer = customerOf(c, store)
    if (!(file instanceof File)) throw invalid({ file: ['The file field is required.'] })
    return c.json({
      data: importRows(parseCsv(await file.text()), (sku, product) =>
        mappings.upsert(customer.id, sku, product),
      ),
    })
  })

  routes.delete('/customers/:id/sku-mappings/:mapping', (c) => {
    const customer = customerOf(c, store)
    const segment = c.req.param('mapping')
    if (!mappings.delete(customer.id, idOf(segment) ?? 0)) {
      throw new Refusal(404, `No query results for model [CustomerSkuMapping] ${segment}`)
    }
    return c.json({ message: 'SKU mapping deleted' })
  })
  return routes
}

/** Checks the two values of a mapping. Throws the 422 when one is wrong. */
function readMapping(customerSku: unknown, productId: unknown): { customerSku: string; productId: number } {
  const errors = new FieldErrors()
  if (customerSku === null || customerSku === undefined)
    errors.add('customer_sku', 'The customer sku field is required.')
  else if (typeof customerSku !== 'string')
    errors.add('customer_sku', 'The customer sku field must be a string.')
  else if (customerSku.length > LONGEST_SKU) {
    errors.add('customer_sku', `The customer sku field must not be greater than ${LONGEST_SKU} characters.`)
  }
  const id = typeof productId === 'string' && /^\d+$/.test(productId) ? Number(productId) : productId
  if (id === null || id === undefined) errors.add('product_id', 'The product id field is required.')
  else if (typeof id !== 'number' || !productOf(id))
    errors.add('product_id', 'The selected product id is invalid.')
  errors.throwIfAny()
  return { customerSku: customerSku as string, productId: id as number }
}

function importRows(
  rows: readonly string[][],
  upsert: (sku: string, product: number) => { created: boolean },
): object {
  const [header, ...lines] = rows
  const positions = COLUMNS.map((column) => header?.findIndex((cell) => cell.trim() === column) ?? -1)
  const [skuAt = -1, productAt = -1] = positions
  if (skuAt < 0 || productAt < 0) throw invalid({ file: [`The header row must be ${COLUMNS.join(',')}.`] })
  const result = { created: 0, updated: 0, failed: 0, errors: [] as { row: number; message: string }[] }
  lines.forEach((line, at) => {
    try {
      const { customerSku, productId } = readMapping(
        line[skuAt]?.trim() || null,
        line[productAt]?.trim() || null,
      )
      if (upsert(customerSku, productId).created) result.created += 1
      else result.updated += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      result.failed += 1
      result.errors.push({
        row: at + 2,
        message: Object.values(error.body['errors'] as object)
          .flat()
          .join(' '),
      })
    }
  })
  return result
}
