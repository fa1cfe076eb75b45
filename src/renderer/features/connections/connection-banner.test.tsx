import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type ApiAnswers,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { ConnectionBanner } from './connection-banner.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
beforeEach(async () => {
  desk = await openTestWorkspace(skuIoLikeProfile().capabilities)
})
afterEach(() => desk.close())

const connected = (credentials: WorkspaceInfo['credentials']): WorkspaceInfo => ({
  ...desk.workspace.info,
  credentials,
  connection: {
    id: '6f1c2f0e-0000-4000-8000-000000000000',
    system: 'sku-io',
    baseUrl: 'https://acme.sku.io',
    scopeId: '1',
    accountName: 'Acme',
    paused: false,
  },
})

const show = (info: WorkspaceInfo, answers: ApiAnswers = {}): ReturnType<typeof renderInWorkspace> =>
  renderInWorkspace(<ConnectionBanner />, { ...desk.workspace, info }, { answers })

it('is not there while the token is', () => {
  show(connected('until-close'))
  expect(screen.queryByRole('status')).toBeNull()
  expect(screen.queryByLabelText('Access token')).toBeNull()
})

it('asks for the token after a restart and goes away once it is right', async () => {
  const info = connected('missing')
  const given: unknown[] = []
  show(info, {
    'connection:save': ({ credentials }) => {
      given.push(credentials)
      return Promise.resolve({ ok: true, value: { ...info, credentials: 'until-close' } })
    },
  })
  expect(screen.getByText('Sign in to SKU.io again')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' }).disabled).toBe(true)
  await user.click(screen.getByLabelText('Access token'))
  await user.paste(' 105|abc ')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.queryByLabelText('Access token')).toBeNull())
  expect(given).toEqual([{ token: '105|abc' }])
})

it('says what is wrong with the token and keeps asking', async () => {
  show(connected('missing'), {
    'connection:save': () =>
      Promise.resolve({ ok: false, error: { kind: 'wrong-scope', expected: 'Acme', actual: 'Other Ltd' } }),
  })
  await user.click(screen.getByLabelText('Access token'))
  await user.paste('105|abc')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText(/another account: Other Ltd instead of Acme/)).toBeTruthy()
  expect(screen.getByLabelText('Access token')).toBeTruthy()
})
