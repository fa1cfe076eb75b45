import { readCommonOptions, type SandboxProgram } from '../sandbox-program.ts'
import { startOfnSandbox } from './server.ts'

/** The Open Food Network sandbox as a program. */
export const openFoodNetworkProgram: SandboxProgram = {
  options: {},
  async start(typed) {
    const { baseUrl, controlUrl, token, enterpriseId, store, close } = await startOfnSandbox(
      readCommonOptions(typed),
    )
    const credentials = { token, enterpriseId: String(enterpriseId) }
    return { announcement: { baseUrl, controlUrl, credentials, customers: store.customers.size }, close }
  },
}
