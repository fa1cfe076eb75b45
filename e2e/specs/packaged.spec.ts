import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CustomersPage } from '../pages/customers-page.ts'
import { PACKAGED_EXECUTABLE, PackagedApp, readFuses } from '../packaged-app.ts'

test.describe('the packaged app', () => {
  test('has its release fuses', async () => {
    const [runAsNode, cookieEncryption, nodeOptions, inspect, integrity, onlyAsar] =
      await readFuses(PACKAGED_EXECUTABLE)
    expect({ runAsNode, nodeOptions, inspect, onlyAsar, integrity, cookieEncryption }).toEqual({
      runAsNode: '0',
      nodeOptions: '0',
      inspect: '0',
      onlyAsar: '1',
      integrity: '1',
      cookieEncryption: '1',
    })
  })

  test('opens on a local workspace and keeps a customer over a restart and a crash of its page', async () => {
    const userData = await mkdtemp(join(tmpdir(), 'customer-desk-packaged-'))
    const first = await PackagedApp.start(userData)
    const page = first.window()
    await page.getByRole('navigation').first().waitFor()
    await new CustomersPage(page).add('Packaged Person', 'packaged@person.example')
    await first.close()

    const second = await PackagedApp.start(userData)
    const again = second.window()
    await expect(new CustomersPage(again).row('Packaged Person')).toBeVisible()

    await second.crashPage()
    await expect(new CustomersPage(second.window()).row('Packaged Person')).toBeVisible()
    await second.close()
    await rm(userData, { recursive: true, force: true })
  })
})
