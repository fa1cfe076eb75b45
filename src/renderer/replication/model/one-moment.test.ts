import { expect, test } from 'vitest'
import { check } from './check.testing.ts'
import { play } from './play.testing.ts'
import type { RemoteName } from './remotes.testing.ts'
import { Seeded } from './seeded.testing.ts'
import { settle } from './settle.testing.ts'
import type { Step } from './steps.testing.ts'
import { World } from './world.testing.ts'

/** Turns of the queue of microtasks between the reading before our write and their edit. */
const TURNS = Array.from({ length: 40 }, (_, at) => at)

test.each(['memory', 'woocommerce'] as const)(
  'somebody at the remote "%s" replaces nothing unseen, whenever a write from here arrives',
  async (remote) => {
    const seen: boolean[] = []
    for (const turns of TURNS) seen.push(await editOnBothSides(remote, turns))
    expect(seen).toContain(false)
    expect(await editOnBothSides(remote, 'after our round')).toBe(true)
  },
  60_000,
)

/**
 * Somebody here and somebody there edit the same field, the latter some turns after the record was read for our write.
 * Whether they have seen our value.
 */
async function editOnBothSides(remote: RemoteName, turns: number | 'after our round'): Promise<boolean> {
  const step: Step = { do: 'edit', machine: 0, which: 0, luck: 0 }
  let told: (line: string) => void = () => undefined
  const world = await World.open(remote, new Seeded(1), { machines: 1, rate: 0, tell: (line) => told(line) })
  try {
    await play(world, step)
    const [[ours, { customerId }] = ['', { customerId: '' }]] = world.promised
    const edited = await world.at(0).own.customers.get(customerId)
    const which = (await world.recordsThere()).findIndex(({ remoteId }) => remoteId === edited?.remoteId)
    const reading = new Promise<void>((resolve) => {
      told = (line) => {
        if (line.includes(': get ')) resolve()
      }
    })
    const round = world.at(0).sync()
    await reading
    if (turns === 'after our round') await round
    else for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    await play(world, { ...step, do: 'edit-there', which })
    const seen = !world.promised.has(ours)
    await round
    await settle(world, 1)
    await check(world, false)
    return seen
  } finally {
    await world.close()
  }
}
