import { describe, expect, test } from 'vitest'
import { ownReferenceProfile } from '#shared/connector/memory-profiles.ts'
import { Desk, newRemote, place } from './desk.testing.ts'

const QUIET = { pollMs: 1e12, fullScanMs: 1e12, sweepMs: 1e12, sweepOnStartMs: 1e12 }

describe('what a remote tells by itself', () => {
  test('is read and stored: changed, new and deleted there, and nothing else is asked', async () => {
    const remote = newRemote(ownReferenceProfile())
    const [ada, ben, cy] = ['Ada', 'Ben', 'Cy'].map((firstName) =>
      remote.directCreate({ firstName, email: `${firstName}@x.example` }),
    ) as [string, string, string]
    const desk = await Desk.open(remote, { timing: QUIET })
    await desk.start()
    const mark = desk.connector.requests.length
    remote.directEdit(ada, { phone: '+15550100' })
    remote.directDelete(ben)
    remote.directEdit(cy, { phone: '+15550101' })
    const dan = remote.directCreate({ firstName: 'Dan', email: 'dan@x.example' })
    desk.engine.changedThere([ada, ben, dan, '999999'])
    await desk.engine.roundFinished()
    expect((await desk.linked(ada)).phone).toBe('+15550100')
    expect((await desk.linked(dan)).firstName).toBe('Dan')
    // Nobody has told of Cy.
    expect((await desk.linked(cy)).phone).toBe('')
    expect((await desk.all()).map(({ firstName }) => firstName).sort()).toEqual(['Ada', 'Cy', 'Dan'])
    expect(new Set(desk.requestsSince(mark).map(({ operation }) => operation))).toEqual(new Set(['get']))
  })

  test('does not take an edit away: deleted there, edited here is a conflict', async () => {
    const remote = newRemote(ownReferenceProfile())
    const there = remote.directCreate({ firstName: 'Ada', email: 'ada@x.example' })
    const desk = await Desk.open(remote, { timing: QUIET })
    await desk.start()
    desk.engine.pause()
    const { id } = await desk.linked(there)
    await desk.edit(id, { phone: '+15550100' })
    remote.directDelete(there)
    desk.engine.changedThere([there])
    desk.engine.resume()
    await desk.engine.roundFinished()
    expect((await desk.linked(there)).sync.theirs).toEqual({ kind: 'deleted-there' })
  })

  test('of very many is read as a list', async () => {
    const remote = newRemote(ownReferenceProfile())
    const desk = await Desk.open(remote, { timing: QUIET })
    await desk.start()
    const mark = desk.connector.requests.length
    desk.engine.changedThere(Array.from({ length: 600 }, (_, index) => String(index)))
    await desk.engine.roundFinished()
    expect(desk.requestsSince(mark).map(({ operation }) => operation)).toEqual(['pull'])
  })
})

describe('details that no list shows', () => {
  test('are read anew once in a while, and only then', async () => {
    const remote = newRemote(ownReferenceProfile())
    const there = remote.directCreate({ firstName: 'Ada', email: 'ada@x.example' }, [
      place('shipping', '1 Mill Lane', 'LS1'),
    ])
    const desk = await Desk.open(remote, { timing: { ...QUIET, pollMs: 60_000, detailsMs: 3_600_000 } })
    await desk.start()
    await desk.later(60_000)
    // Changed without any mark that a list would show.
    remote.customers
      .get(there)
      ?.addresses.splice(0, 1, { remoteId: 'shipping', fields: { line1: '2 Mill Lane' } })
    const mark = desk.connector.requests.length
    await desk.later(60_000)
    expect(desk.requestsSince(mark)).toEqual([])
    await desk.later(3_600_000)
    expect((await desk.linked(there)).addresses).toMatchObject([{ line1: '2 Mill Lane' }])
    const read = desk.connector.requests.length
    await desk.later(60_000)
    expect(desk.connector.requests.length).toBe(read)
  })
})
