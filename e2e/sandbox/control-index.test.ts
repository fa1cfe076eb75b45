import { afterEach, expect, test } from 'vitest'
import { startKountaSandbox } from './kounta/server.ts'
import { startOfnSandbox } from './open-food-network/server.ts'
import type { ServedRemote } from './serve-remote.ts'
import { startSkuIoSandbox } from './sku-io/server.ts'
import { startWooSandbox } from './woocommerce/server.ts'

const open: ServedRemote[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

test.each([
  ['SKU.io', startSkuIoSandbox, 'POST   /__sandbox/shop-customers'],
  ['Kounta', startKountaSandbox, 'POST   /__sandbox/tokens/revoke'],
  ['WooCommerce', startWooSandbox, 'PUT    /__sandbox/customers/:id/role'],
  ['Open Food Network', startOfnSandbox, 'PUT    /__sandbox/customers/:id'],
])('%s tells at its control address what it can be told, each with a line', async (_name, start, ownPath) => {
  const sandbox: ServedRemote = await start()
  open.push(sandbox)
  const answer = await fetch(sandbox.controlUrl)
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).split('\n')
  for (const path of ['GET    /__sandbox/faults', 'POST   /__sandbox/down', ownPath])
    expect(lines).toContain(path)

  const paths = lines.filter((line) => line.includes('/__sandbox'))
  const words = paths.map((path) => lines[lines.indexOf(path) + 1]?.trim() ?? '')
  expect(paths.filter((_, place) => words[place] === '')).toEqual([])

  for (const url of [sandbox.controlUrl, sandbox.baseUrl])
    expect(await (await fetch(`${url}/__sandbox`)).text()).toBe(lines.join('\n'))
  expect((await fetch(`${sandbox.controlUrl}/api/customers`)).status).toBe(404)
})
