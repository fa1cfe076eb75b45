import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Connection, WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { IpcContract } from '#shared/ipc/contract.ts'
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

const connected = (
  credentials: WorkspaceInfo['credentials'],
  change: Partial<Connection> = {},
): WorkspaceInfo => ({
  ...desk.workspace.info,
  credentials,
  connection: {
    id: '6f1c2f0e-0000-4000-8000-000000000000',
    system: 'sku-io',
    baseUrl: 'https://acme.sku.io',
    scopeId: '1',
    accountName: 'Acme',
    paused: false,
    ...change,
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

const kounta = { system: 'kounta', baseUrl: 'https://api.kounta.com' } as const

it('signs in in the browser where that was the way, and says what came of it', async () => {
  const info = connected('missing', { ...kounta, credentialMode: 'oauth' })
  const given: unknown[] = []
  let end: (answer: IpcContract['connection:sign-in']['output']) => void = () => undefined
  show(info, {
    'connection:sign-in': ({ credentials }) => {
      given.push(credentials)
      return new Promise((resolve) => {
        end = resolve
      })
    },
    'connection:cancel-sign-in': () => {
      end({ ok: false, error: { kind: 'sign-in-cancelled' } })
      return Promise.resolve(null)
    },
  })
  // Nothing is kept here: the application's id and secret are asked for as well.
  await user.type(screen.getByLabelText('Client ID'), 'desk')
  await user.type(screen.getByLabelText('Client secret'), 'secret')
  const signIn = () => user.click(screen.getByRole('button', { name: 'Sign in with Kounta' }))
  await signIn()
  expect(screen.getByText(/Go on in your browser/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Give up' }))
  await waitFor(() => expect(screen.queryByText(/Go on in your browser/)).toBeNull())
  await signIn()
  end({ ok: false, error: { kind: 'sign-in-refused', detail: 'access_denied' } })
  expect(await screen.findByText(/did not let the app in/)).toBeTruthy()
  expect(screen.getByText('access_denied')).toBeTruthy()
  await signIn()
  end({ ok: true, value: { ...info, credentials: 'until-close' } })
  await waitFor(() => expect(screen.queryByLabelText('Client ID')).toBeNull())
  const credentials = { clientId: 'desk', clientSecret: 'secret', mode: 'oauth' }
  expect(given).toEqual([credentials, credentials, credentials])
})

it('asks for what is typed where the application spoke for itself, and leads to the other way', async () => {
  const given: unknown[] = []
  show(connected('missing', { ...kounta, credentialMode: 'basic' }), {
    'connection:save': ({ credentials }) => {
      given.push(credentials)
      return Promise.resolve({ ok: false, error: { kind: 'offline' } })
    },
  })
  await user.type(screen.getByLabelText('Client ID'), 'desk')
  await user.type(screen.getByLabelText('Client secret'), 'secret')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText(/cannot be reached/)).toBeTruthy()
  expect(given).toEqual([{ clientId: 'desk', clientSecret: 'secret', mode: 'basic' }])
  expect(screen.getByRole('link', { name: 'More in Settings' })).toBeTruthy()
})
