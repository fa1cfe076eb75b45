import { expect, test } from 'vitest'
import { wooProgram } from './program.ts'

test('it announces its keys under the names of the credential fields, and the customers without the owner', async () => {
  const running = await wooProgram.start({ customers: '20', api: 'legacy', timezone: 'Asia/Tokyo' })
  expect(running.announcement).toMatchObject({
    customers: 20,
    credentials: {
      consumerKey: expect.stringMatching(/^ck_/) as string,
      consumerSecret: expect.stringMatching(/^cs_/) as string,
    },
  })
  const index = await fetch(`${running.announcement.baseUrl}/wc-api/v3/`)
  expect(await index.json()).toMatchObject({ store: { meta: { timezone: 'Asia/Tokyo' } } })
  await running.close()
})

test('wrong values are refused', async () => {
  await expect(wooProgram.start({ api: 'newest' })).rejects.toThrow('--api takes both or modern or legacy')
})
