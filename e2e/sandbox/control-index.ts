import type { Hono } from 'hono'
import type { SandboxEnv } from './sandbox-env.ts'

/** One line about each control route of any remote, without `/__sandbox`; control-index.test.ts misses none. */
const WORDS: Readonly<Record<string, string>> = {
  'GET /': 'this list',
  'GET /faults': 'the faults that are set, and how often each is still to come',
  'POST /faults':
    'one more: {"fault":{"kind":"status","status":429,"retryAfter":20},"times":3}; kinds: latency, status, html, malformed-json, truncated-body, cut-before, cut-after, huge-body; also method, path, skip, probability, seed',
  'DELETE /faults': 'no faults any more',
  'DELETE /faults/:id': 'without this one',
  'GET /requests': 'all that it was asked; ?method= ?path= ?status= narrow it down',
  'GET /requests/count': 'how many requests, narrowed down likewise',
  'DELETE /requests': 'forgets what it was asked',
  'POST /down': 'as if the network were gone, until up or for ?forMilliseconds=',
  'POST /up': 'ends it',
  'GET /state': 'all that it holds',
  'POST /customers':
    'somebody adds a customer: {"name":"…","email":"…"}, named as this remote names its fields',
  'PUT /customers/:id': 'somebody changes fields of one: {"email":"changed@there.example"}',
  'DELETE /customers/:id': 'somebody deletes one',
  'PUT /customers/:id/archived': 'somebody archives one, or not: {"archived":true}',
  'PUT /customers/:id/role': 'somebody gives one another role: {"role":"editor"}',
  'POST /customers/:id/orders':
    'gives one an order: {"total":"12.50"} at WooCommerce; at SKU.io only what keeps it from being deleted: {"reason":"…"}',
  'DELETE /customers/:id/orders': 'without that, so that it can be deleted',
  'POST /customers/:id/sku-mappings': 'somebody adds a SKU mapping: {"customer_sku":"…","product_id":1}',
  'DELETE /customers/:id/sku-mappings/:mapping': 'somebody deletes one',
  'POST /customers/:id/sales-orders': 'an order to be paid: {"total":"50.00","paid":"0","fulfillments":1}',
  'POST /customers/:id/sales-credits': 'a credit that can pay orders: {"total":"20.00"}',
  'POST /shop-customers': 'a customer of the web shop: {"name":"…","email":"…"}',
  'POST /tokens': 'issues one more token',
  'PUT /tokens': 'changes what a token may do: {"token":"…", …}',
  'POST /tokens/expire': 'the access tokens run out, as they do by themselves after a while',
  'POST /tokens/revoke': 'nobody is signed in any more',
  'PUT /keys': 'changes what an API key may do: {"consumerKey":"…", …}',
  'PUT /behaviour': 'changes how the remote behaves, by the names of its behaviour in e2e/sandbox',
}

/** What a remote can be told behind the app's back, a line each: where the control routes begin, for whoever looks there. */
export function controlIndex(control: Hono<SandboxEnv>): string {
  const routes = control.routes.filter(({ method }) => method !== 'ALL')
  const lines = routes.map(({ method, path }) => {
    const short = path === '' ? '/' : path
    const shown = `${method.padEnd(6)} /__sandbox${short === '/' ? '' : short}`
    return `${shown}\n         ${WORDS[`${method} ${short}`] ?? ''}`
  })
  return [
    'What this remote can be told behind the back of the app. Nothing here asks for credentials; bodies are JSON.',
    '',
    ...lines,
    '',
    'More, with examples: docs/trying-the-remotes.md',
    '',
  ].join('\n')
}
