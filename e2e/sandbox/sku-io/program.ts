import { readCommonOptions, UsageError, type SandboxProgram } from '../sandbox-program.ts'
import { startSkuIoSandbox } from './server.ts'

/** The SKU.io sandbox as a program. */
export const skuIoProgram: SandboxProgram = {
  options: {
    tenant: { value: 'TEXT', explain: 'the tenant; acme by default' },
    'list-rows': { value: 'brief|full', explain: 'whether rows of a list hold addresses; brief by default' },
  },
  async start(typed) {
    const { tenant, 'list-rows': listRows } = typed
    if (listRows !== undefined && listRows !== 'brief' && listRows !== 'full') {
      throw new UsageError('--list-rows takes brief or full')
    }
    const sandbox = await startSkuIoSandbox({
      ...readCommonOptions(typed),
      ...(tenant === undefined ? {} : { tenant }),
      ...(listRows === undefined ? {} : { listRows }),
    })
    const { baseUrl, controlUrl, token, store } = sandbox
    return {
      announcement: {
        ...{ baseUrl, controlUrl, credentials: { token } },
        ...{ token, tenant: sandbox.tenant, customers: store.customers.size },
      },
      close: sandbox.close,
    }
  },
}
