import { expect, it } from 'vitest'
import { credentialsOfText, textOfCredentials } from './credentials-text.ts'

it('reads what it wrote', () => {
  const credentials = { clientId: 'a"b', clientSecret: '山', mode: 'basic' }
  expect(credentialsOfText(textOfCredentials(credentials))).toEqual(credentials)
})

it.each(['105|AbCdEf', '12345', '"quoted"', '["list"]', '{"a":1}', 'null', '{broken'])(
  'takes %s, kept before there were several fields, for the token itself',
  (text) => {
    expect(credentialsOfText(text)).toEqual({ token: text })
  },
)
