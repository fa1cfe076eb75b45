import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secretSpellings, withoutSecrets } from './without-secrets.ts'

const PLAIN = new Set(['clientId', 'enterpriseId'])
const secret = fc
  .string({ unit: 'grapheme-ascii', minLength: 6, maxLength: 60 })
  .filter((s) => s.trim() !== '')
const credentials = fc.record({
  clientId: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 }),
  clientSecret: secret,
  token: secret,
  refreshToken: secret,
})

it('leaves no secret of the settings, however it is spelt and whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.array(credentials, { minLength: 1, maxLength: 4 }),
      fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 6 }),
      (all, around) => {
        const spelt = all.flatMap(({ clientId, clientSecret, token, refreshToken }) => [
          clientSecret,
          encodeURIComponent(token),
          JSON.stringify({ refreshToken }),
          `Authorization: Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
          `https://x.example/?${new URLSearchParams({ t: token }).toString()}`,
          Buffer.from(token).toString('base64'),
        ])
        const text = spelt.map((each, at) => `${around[at % around.length] ?? ''} ${each}`).join('\n')
        const clean = withoutSecrets(text, secretSpellings(all, PLAIN))
        for (const { clientSecret, token, refreshToken } of all) {
          for (const each of [clientSecret, token, refreshToken]) {
            expect(clean).not.toContain(each)
            expect(clean).not.toContain(encodeURIComponent(each))
            expect(clean).not.toContain(Buffer.from(each).toString('base64'))
          }
        }
      },
    ),
  )
})

it.each([
  ['Authorization: Basic Y2s6Y3M=', 'Y2s6Y3M='],
  ['authorization: Bearer eyJh.bGci-x_y', 'eyJh.bGci-x_y'],
  ['GET /wc-api?consumer_key=ck_1&consumer_secret=cs_2', 'cs_2'],
  ['https://app.example/back?code=4%2F0AX&state=1', '4%2F0AX'],
  ['{"access_token":"abc.def","expires_in":3600}', 'abc.def'],
  ['smtp://ada:hunter2@mail.example', 'hunter2'],
  ['password: hunter2', 'hunter2'],
])('takes away what gives itself away: %s', (line, gone) => {
  expect(withoutSecrets(line, [])).not.toContain(gone)
})

it('leaves alone what is no secret', () => {
  const line = '2026-11-21 10:00 info reading The complete list of SKU.io was read: 12 customers (0192a000)'
  expect(withoutSecrets(line, secretSpellings([{ token: 'abcdef', enterpriseId: '12' }], PLAIN))).toBe(line)
})
