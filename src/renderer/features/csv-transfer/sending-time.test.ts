import { expect, it } from 'vitest'
import { fixedAddresses } from '#shared/domain/sync-fixtures.testing.ts'
import { sendingMinutes, type ToSend } from './sending-time.ts'

const oneByOne = {
  ...fixedAddresses,
  searchBeforeCreate: false,
  updateOnlyFields: [],
  bulk: { create: 1, update: 1, archive: 1, delete: 1, together: 1 },
}
const customers = (created: number, updated: number, targets: readonly string[] = ['name']): ToSend => {
  return { kind: 'customers', targets, created, updated }
}

it('counts the fewest requests that sending takes', () => {
  expect(sendingMinutes(customers(0, 1), oneByOne)).toBe(1)
  expect(sendingMinutes(customers(600, 60), oneByOne)).toBe(11)
  expect(sendingMinutes(customers(600, 0), { ...oneByOne, searchBeforeCreate: true })).toBe(20)
  expect(sendingMinutes(customers(600, 0), { ...oneByOne, bulk: { ...oneByOne.bulk, create: 100 } })).toBe(1)
  expect(sendingMinutes({ ...customers(600, 0), kind: 'sku-mappings' }, oneByOne)).toBe(10)
})

it('knows of an update after each create only where the file has what a create cannot set', () => {
  const remote = { ...oneByOne, updateOnlyFields: ['notes'] as const }
  expect(sendingMinutes(customers(600, 0), remote)).toBe(10)
  expect(sendingMinutes(customers(600, 0, ['name', 'notes']), remote)).toBe(20)
})

it('keeps to the limit of the remote, and else sends as many as may be open at once', () => {
  expect(sendingMinutes(customers(600, 0), { ...oneByOne, requestsPerMinute: 180 })).toBe(4)
  const together = { ...oneByOne, bulk: { ...oneByOne.bulk, together: 4 } }
  expect(sendingMinutes(customers(600, 0), together)).toBe(3)
  expect(sendingMinutes(customers(600, 0), { ...together, requestsPerMinute: 60 })).toBe(10)
})
