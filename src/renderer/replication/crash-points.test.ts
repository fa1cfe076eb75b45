import { describe, expect, test } from 'vitest'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { skuIoLikeProfile, upsertingProfile, type MemoryProfile } from '#shared/connector/memory-profiles.ts'
import { Desk, newRemote } from './desk.testing.ts'

/** Counts the moments at which the app can die, and lets it die at one of them: from then on nothing comes back. */
class Fate {
  passed = 0
  diesAt = -1
  died: () => void = () => undefined

  async point(): Promise<void> {
    this.passed += 1
    if (this.passed !== this.diesAt + 1) return
    this.died()
    await new Promise<never>(() => undefined)
  }
}

/** Fate of the desk that is being tested; the repository is made by the desk itself. */
let fate = new Fate()

class MortalCustomers extends CustomerRepository {
  override async modifyMany(
    ...args: Parameters<CustomerRepository['modifyMany']>
  ): ReturnType<CustomerRepository['modifyMany']> {
    const mortal = fate
    await mortal.point()
    const written = await super.modifyMany(...args)
    await mortal.point()
    return written
  }

  override async insertMany(
    ...args: Parameters<CustomerRepository['insertMany']>
  ): ReturnType<CustomerRepository['insertMany']> {
    const mortal = fate
    await mortal.point()
    const taken = await super.insertMany(...args)
    await mortal.point()
    return taken
  }
}

/** Something that a desk in step with its remote has to do. */
interface Job {
  name: string
  /** Prepares it; returns what must hold after the restart. */
  prepare: (desk: Desk) => Promise<() => Promise<void>>
}

const jobs: Job[] = [
  {
    name: 'create',
    prepare: async (desk) => {
      const { id } = await desk.create({
        name: 'Mara',
        firstName: 'Mara',
        email: 'mara@example.com',
        warehouseId: '3',
      })
      return async () => {
        expect(desk.remote.created).toHaveLength(2)
        const mara = await desk.stored(id)
        expect(mara).toMatchObject({ email: 'mara@example.com', pendingSince: 0 })
        expect(desk.remote.customers.get(mara.remoteId)?.fields.firstName ?? 'Mara').toBe('Mara')
      }
    },
  },
  {
    name: 'update',
    prepare: async (desk) => {
      const [ada] = await desk.all()
      await desk.edit(ada?.id ?? '', { phone: '0113 496 0000' })
      return async () => {
        expect(await desk.stored(ada?.id ?? '')).toMatchObject({ phone: '0113 496 0000', pendingSince: 0 })
        const there = desk.remote.customers.get(ada?.remoteId ?? '')
        expect(there?.fields.phone).toBe('0113 496 0000')
      }
    },
  },
  {
    name: 'delete',
    prepare: async (desk) => {
      const [ada] = await desk.all()
      await desk.customers.markDeleted([ada?.id ?? ''])
      return async () => {
        expect(await desk.all()).toEqual([])
        expect(desk.remote.customers.size).toBe(0)
      }
    },
  },
]

const reading: Job = {
  name: 'reading of news',
  prepare: (desk) => {
    const there = desk.remote.directCreate({ name: 'Beth', firstName: 'Beth', email: 'beth@example.com' })
    return Promise.resolve(async () => {
      // The news are read once: a page that was asked for and not stored is asked for again.
      expect((await desk.linked(there)).email).toBe('beth@example.com')
    })
  },
}

const profiles: [string, () => MemoryProfile][] = [
  ['SKU.io', skuIoLikeProfile],
  ['an upserting remote', upsertingProfile],
]

describe.each(profiles)('with %s', (_, profile) => {
  test.each(jobs)('a crash at any point of a $name is made good by the next start', async ({ prepare }) => {
    const points = await pointsOf(profile, prepare)
    expect(points).toBeGreaterThan(6)
    for (let diesAt = 0; diesAt < points; diesAt += 1) {
      const { desk, check } = await dyingDesk(profile, prepare, diesAt)
      await desk.restart()
      await desk.later(120_000)
      await desk.sync()
      await check()
      await desk.close()
    }
  })
})

test('a crash at any point of a reading of news is made good by the next start', async () => {
  const points = await pointsOf(skuIoLikeProfile, reading.prepare)
  expect(points).toBeGreaterThan(3)
  for (let diesAt = 0; diesAt < points; diesAt += 1) {
    const { desk, check } = await dyingDesk(skuIoLikeProfile, reading.prepare, diesAt)
    await desk.restart()
    await check()
    await desk.close()
  }
})

async function pointsOf(profile: () => MemoryProfile, prepare: Job['prepare']): Promise<number> {
  const { desk, check } = await dyingDesk(profile, prepare, -1)
  await check()
  const { passed } = fate
  await desk.close()
  return passed
}

/** A desk that dies at a point of its sync; -1 = lives through it. */
async function dyingDesk(
  profile: () => MemoryProfile,
  prepare: Job['prepare'],
  diesAt: number,
): Promise<{ desk: Desk; check: () => Promise<void> }> {
  const remote = newRemote(profile())
  remote.directCreate({ name: 'Ada', firstName: 'Ada', email: 'ada@example.com' })
  fate = new Fate()
  const desk = await Desk.open(remote, { customers: MortalCustomers })
  await desk.start()
  const check = await prepare(desk)
  fate = new Fate()
  fate.diesAt = diesAt
  const mortal = fate
  desk.connector.faults.beforeEffect = () => mortal.point()
  desk.connector.faults.beforeAnswer = () => mortal.point()
  const death = new Promise<void>((resolve) => {
    mortal.died = resolve
  })
  await Promise.race([desk.sync(), death])
  if (diesAt >= 0) {
    desk.crash()
    // What the new engine does is under no such fate.
    fate = new Fate()
  }
  return { desk, check }
}
