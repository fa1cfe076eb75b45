import { privateCertificate } from '../certificates/private-certificates.ts'
import { readCommonOptions, UsageError, type SandboxProgram } from '../sandbox-program.ts'
import { startWooSandbox } from './server.ts'

/** The WooCommerce sandbox as a program. */
export const wooProgram: SandboxProgram = {
  options: {
    api: { value: 'both|modern|legacy', explain: 'which APIs the store has; both by default' },
    permalinks: { value: 'pretty|plain', explain: 'how it makes its addresses; pretty by default' },
    timezone: { value: 'ZONE', explain: 'its time zone, such as America/New_York; UTC by default' },
    https: {
      value: 'no|private',
      explain: 'https by e2e/sandbox/certificates/authority.pem, which no system trusts; no by default',
    },
  },
  async start(typed) {
    const { token, ...common } = readCommonOptions(typed)
    const api = oneOf('api', typed['api'], ['both', 'modern', 'legacy'])
    const permalinks = oneOf('permalinks', typed['permalinks'], ['pretty', 'plain'])
    const https = oneOf('https', typed['https'], ['no', 'private'])
    const { timezone } = typed
    const sandbox = await startWooSandbox({
      ...common,
      ...(token === undefined ? {} : { consumerSecret: token }),
      ...(timezone === undefined ? {} : { timezone }),
      modern: api !== 'legacy',
      legacy: api === 'modern' ? 'absent' : 'on',
      permalinks,
      ...(https === 'private' ? { certificate: privateCertificate() } : {}),
    })
    const { baseUrl, controlUrl, consumerKey, consumerSecret, store } = sandbox
    return {
      announcement: {
        ...{ baseUrl, controlUrl, credentials: { consumerKey, consumerSecret } },
        customers: store.users.size - 1,
      },
      close: sandbox.close,
    }
  },
}

function oneOf<T extends string>(name: string, typed: string | undefined, values: readonly [T, ...T[]]): T {
  if (typed === undefined) return values[0]
  const value = values.find((each) => each === typed)
  if (value === undefined) throw new UsageError(`--${name} takes ${values.join(' or ')}`)
  return value
}
