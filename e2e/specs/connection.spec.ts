import { expect, test } from '../fixtures.ts'
import { ConnectionSettings } from '../pages/connection-settings.ts'
import { startSkuIoSandbox } from '../sandbox/sku-io/server.ts'

test('the Test button says in plain words what is wrong with an address or a token, and what was typed stays', async ({
  desk,
}) => {
  const sandbox = await startSkuIoSandbox({ expiredTokens: 'shown-by-me' })
  const { baseUrl, token, tokens } = sandbox
  const settings = new ConnectionSettings(await desk.start())
  await settings.open()

  await test.step('the address', async () => {
    const nothingThere = 'What answered at this address is not SKU.io.'
    await settings.test(sandbox.controlUrl, token, 'alert', nothingThere)
    await settings.test('http://acme.sku.io', token, 'alert', 'The address must begin with https://')
    await settings.test('https://ac me', token, 'alert', 'This is not an address.')
    const withName = baseUrl.replace('//', '//robin:secret@')
    await settings.test(withName, token, 'alert', 'The address holds a name or a password.')
  })

  await test.step('the token', async () => {
    await settings.test(baseUrl, '105|NoSuchToken', 'alert', 'SKU.io does not accept this sign-in.')
    const expired = tokens.issue({ token: '106|Expired', expiresAt: 1 }).token
    await settings.test(baseUrl, expired, 'alert', 'Your sign-in to SKU.io has expired.')
    const blind = tokens.issue({ token: '107|Blind', scopes: [] }).token
    await settings.test(
      baseUrl,
      blind,
      'alert',
      'This sign-in lacks the permission “customers:read” at SKU.io.',
    )
    const reader = tokens.issue({ token: '108|Reader', scopes: ['customers:read'] }).token
    await settings.test(baseUrl, reader, 'status', 'Connected to acme Trading, but only to read')
  })

  await test.step('no way there', async () => {
    await sandbox.down()
    await settings.test(baseUrl, token, 'alert', 'There is no network, or SKU.io cannot be reached.')
    await sandbox.up()
  })

  await test.step('it works, and a test alone connects and sends nothing', async () => {
    await settings.test(baseUrl, token, 'status', 'This works: acme Trading')
    await expect(settings.section.getByRole('button', { name: 'Disconnect' })).toBeHidden()
    expect(sandbox.requests.list().filter(({ method }) => method !== 'GET')).toEqual([])
  })

  await test.step('another account than the connected one', async () => {
    await settings.section.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(settings.section.getByRole('button', { name: 'Disconnect' })).toBeVisible()
    const other = await startSkuIoSandbox({ tenant: 'other' })
    const words = 'This sign-in belongs to another account: other instead of acme'
    await settings.test(other.baseUrl, other.token, 'alert', words)
    await other.close()
  })

  await sandbox.close()
})
