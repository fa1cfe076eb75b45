import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextStream } from './text-encoding.ts'

function decoded(bytes: Buffer, encoding: string, pieceBytes: number): string {
  const stream = createTextStream(encoding)
  let text = ''
  for (let at = 0; at < bytes.length; at += pieceBytes)
    text += stream.next(bytes.subarray(at, at + pieceBytes))
  return text + stream.end()
}

test('text comes together from pieces of any size as from one', { timeout: 60_000 }, () => {
  const unit = fc.constantFrom('a', 'b,', '\n', 'é', '€', '👩', '\uFEFF')
  const text = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (whole, pieceBytes) => {
      const withoutMark = whole.replace(/^\uFEFF/, '')
      expect(decoded(Buffer.from(whole), 'utf-8', pieceBytes)).toBe(withoutMark)
      expect(decoded(Buffer.from(whole, 'utf16le'), 'utf-16le', pieceBytes)).toBe(withoutMark)
    }),
  )
})

test('bytes that are no UTF-8 are read as a decoder reads them', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (array, pieceBytes) => {
      expect(decoded(Buffer.from(array), 'utf-8', pieceBytes)).toBe(new TextDecoder('utf-8').decode(array))
    }),
  )
})

test('windows-1252 has its own signs where Latin-1 has none', () => {
  expect(decoded(Buffer.from([0x80, 0x84, 0xe9, 0x9f, 0x81]), 'windows-1252', 2)).toBe('€„éŸ\u0081')
})
