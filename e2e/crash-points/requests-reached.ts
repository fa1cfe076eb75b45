import { expect } from '../fixtures.ts'
import type { SkuIoSandbox } from '../sandbox/sku-io/server.ts'

/** Waits until the sandbox has had so many of these requests since the beginning. */
export async function requestsReached(
  sandbox: SkuIoSandbox,
  of: { method: string; path?: string },
  requests: number,
): Promise<void> {
  await expect
    .poll(() => sandbox.requests.count(of), { timeout: 120_000, intervals: [5] })
    .toBeGreaterThanOrEqual(requests)
}
