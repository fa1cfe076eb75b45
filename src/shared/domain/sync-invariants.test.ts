import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConnectorCapabilities } from '../connector/capabilities.ts'
import { fieldMapOf, isTracked } from './customer-field-map.ts'
import { isPending } from './derived-fields.ts'
import { sameField, valueIn } from './normalise-field.ts'
import { pairRemote } from './remote-field-map.ts'
import { fixedAddresses, freeAddresses, SETTLE_MS } from './sync-fixtures.testing.ts'
import {
  EDITED_FIELDS,
  SyncHistory,
  type Step,
  type StepHere,
  type StepThere,
} from './sync-history.testing.ts'
import type { Fate } from './sync-world.testing.ts'

/** What must hold once both sides are quiet: no double, all sides equal, no edit lost, and nothing more to send. */
function checkEnd(history: SyncHistory, capabilities: ConnectorCapabilities): void {
  const { world, document } = history
  if (!history.deletedThere) expect(world.records.size).toBeLessThanOrEqual(1)
  if (document === null) return
  expect(isPending(document), JSON.stringify(document.sync)).toBe(false)
  expect(document.sync.theirs).toBeNull()
  const record = world.get(document.remoteId)
  if (record === null) throw new Error('The record is gone, yet the document is clean')

  const pair = pairRemote(document, record, capabilities, (id) => `new-${id}`)
  const mine = fieldMapOf(document)
  for (const key of new Set([...Object.keys(mine), ...Object.keys(pair.told)])) {
    if (!isTracked(key, capabilities) || !pair.toldKeys(key)) continue
    const [here, there] = [valueIn(mine, key), valueIn(pair.told, key)]
    expect(
      sameField(key, here, there, capabilities.normaliser),
      `${key}: ${String(here)} / ${String(there)}`,
    ).toBe(true)
  }

  const told = world.deletions === 0 ? history.told : []
  for (const [field, value] of [...history.saved, ...told]) {
    const accounted =
      valueIn(mine, field) === value ||
      history.kept.has(`${field}=${value}`) ||
      history.seen.has(`${field}=${value}`) ||
      world.overwritten.has(value)
    expect(accounted, `${field}=${value} was lost; now ${String(mine[field])}`).toBe(true)
  }

  const writes = world.writes
  for (let round = 0; round < 2; round += 1) {
    history.pull()
    history.push('accepted', null)
  }
  expect(world.writes).toBe(writes)
  expect(history.document).toBe(document)
}

const field = fc.constantFrom(...EDITED_FIELDS)
const at = fc.nat(3)
const here: fc.Arbitrary<StepHere> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), field }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('revert' as const), field }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<StepHere>({ do: 'email' }, { do: 'archive' }, { do: 'add-address' }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('edit-address' as const, 'remove-address' as const, 'default-address' as const),
      at,
    }),
  },
)
const there: fc.Arbitrary<StepThere> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit-there' as const), field }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('edit-address-there' as const, 'remove-address-there' as const),
      at,
    }),
  },
  { weight: 1, arbitrary: fc.constant<StepThere>({ do: 'add-address-there' }) },
)
const seldom = fc.constantFrom<Step>(
  { who: 'here', step: { do: 'delete' } },
  { who: 'here', step: { do: 'undo' } },
  { who: 'here', step: { do: 'retry' } },
  { who: 'there', step: { do: 'delete-there' } },
)
const fate = fc.constantFrom<Fate>(
  'accepted',
  'accepted',
  'refused',
  'not-sent',
  'lost-before',
  'lost-after',
  'late',
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ who: fc.constant('here' as const), step: here }) },
  { weight: 4, arbitrary: fc.record({ who: fc.constant('there' as const), step: there }) },
  { weight: 1, arbitrary: seldom },
  { weight: 3, arbitrary: fc.constant<Step>({ who: 'pull' }) },
  {
    weight: 8,
    arbitrary: fc.record({
      who: fc.constant('push' as const),
      fate,
      inFlight: fc.option(here, { nil: null, freq: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ who: fc.constant('time' as const), ms: fc.constantFrom(1, 20_000, SETTLE_MS) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('decide' as const),
      take: fc.constantFrom('mine' as const, 'theirs' as const, 'edited' as const),
    }),
  },
)

describe('random histories with lost answers, late effects and edits in flight', () => {
  it.each([
    ['addresses that stay as they are', fixedAddresses],
    ['addresses that can be changed', freeAddresses],
  ])(
    'keep the invariants, settle, and lose no edit: %s',
    (_, capabilities) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
          const history = new SyncHistory(capabilities)
          for (const next of steps) history.run(next)
          history.settle()
          checkEnd(history, capabilities)
        }),
        { numRuns: 300 },
      )
    },
    30_000,
  )
})
