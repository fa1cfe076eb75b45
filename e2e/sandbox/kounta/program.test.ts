import { expect, test } from 'vitest'
import { kountaProgram } from './program.ts'

test('announces credentials of somebody who has signed in', async () => {
  const running = await kountaProgram.start({ customers: '3', 'client-id': 'mine' })
  const { baseUrl, credentials, customers } = running.announcement
  const answer = await fetch(`${baseUrl}/v1/companies/me.json`, {
    headers: { authorization: `Bearer ${credentials['accessToken'] ?? ''}` },
  })
  expect([answer.status, customers, credentials['clientId'], credentials['mode']]).toEqual([
    200,
    3,
    'mine',
    'oauth',
  ])
  await running.close()
})
