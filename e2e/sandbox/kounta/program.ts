import { readCommonOptions, type SandboxProgram } from '../sandbox-program.ts'
import { startKountaSandbox } from './server.ts'

/** The Kounta sandbox as a program. */
export const kountaProgram: SandboxProgram = {
  options: {
    'client-id': { value: 'TEXT', explain: 'id of the API application; desk-sandbox by default' },
  },
  async start(typed) {
    const { 'client-id': clientId } = typed
    const { token: clientSecret, ...common } = readCommonOptions(typed)
    const sandbox = await startKountaSandbox({
      ...common,
      ...(clientId === undefined ? {} : { clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
    })
    const { baseUrl, controlUrl, store } = sandbox
    const credentials = { mode: 'basic', clientId: sandbox.clientId, clientSecret: sandbox.clientSecret }
    return {
      announcement: {
        ...{ baseUrl, controlUrl, credentials },
        ...{ companyId: sandbox.companyId, customers: store.customers.size },
      },
      close: sandbox.close,
    }
  },
}
