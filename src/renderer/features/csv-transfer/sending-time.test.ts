import { expect, it } from 'vitest'
import { fixedAddresses } from '#shared/domain/sync-fixtures.testing.ts'
import { sendingMinutes } from './sending-time.ts'

const oneByOne = {
  ...fixedAddresses,
  searchBeforeCreate: false,
  updateOnlyFields: [],
  bulk: { create: 1, update: 1, archive: 1, delete: 1, together: 1 },
}

it('counts the requests that sending takes', () => {
  expect(sendingMinutes(0, 1, oneByOne)).toBe(1)
  expect(sendingMinutes(600, 60, oneByOne)).toBe(11)
  expect(sendingMinutes(600, 0, { ...oneByOne, searchBeforeCreate: true })).toBe(20)
  expect(sendingMinutes(600, 0, { ...oneByOne, bulk: { ...oneByOne.bulk, create: 100 } })).toBe(1)
})
