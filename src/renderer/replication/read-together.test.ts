import { expect, test } from 'vitest'
import { upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { Desk, newRemote } from './desk.testing.ts'

test('what one call can read is read together before it is changed, and each edit is sent once', async () => {
  const profile = upsertingProfile()
  profile.capabilities = { ...profile.capabilities, bulk: { ...profile.capabilities.bulk, read: 20 } }
  const remote = newRemote(profile)
  for (let n = 0; n < 50; n += 1) remote.directCreate({ firstName: `C${n}`, email: `c${n}@example.com` })
  const desk = await Desk.open(remote)
  await desk.start()
  for (const { id } of await desk.all()) await desk.edit(id, { lastName: 'Edited' })
  const mark = desk.connector.requests.length
  await desk.sync()
  const operations = desk.requestsSince(mark).map(({ operation }) => operation)
  expect(operations.filter((operation) => operation === 'get')).toHaveLength(3)
  expect([...remote.customers.values()].every(({ fields }) => fields.lastName === 'Edited')).toBe(true)
  expect((await desk.all()).every(({ pendingSince }) => pendingSince === 0)).toBe(true)
})
