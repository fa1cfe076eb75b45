import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { IpcContract, TypedConnection } from '#shared/ipc/contract.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { ConnectionForm } from './connection-form.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let tested: TypedConnection[]
let signedIn: TypedConnection[]
let endSignIn: (answer: IpcContract['connection:sign-in']['output']) => void
beforeEach(async () => {
  desk = await openTestWorkspace()
  tested = []
  signedIn = []
  endSignIn = () => undefined
})
afterEach(() => desk.close())

const saved: TypedConnection[] = []
const show = (change: Partial<WorkspaceInfo> = {}): void => {
  renderInWorkspace(<ConnectionForm workspace={{ ...desk.workspace.info, ...change }} />, desk.workspace, {
    answers: {
      'connection:test': (input) => {
        tested.push(input)
        return Promise.resolve({ ok: false, error: { kind: 'offline' } })
      },
      'connection:sign-in': (input) => {
        signedIn.push(input)
        return new Promise((resolve) => {
          endSignIn = resolve
        })
      },
      'connection:cancel-sign-in': () => {
        endSignIn({ ok: false, error: { kind: 'sign-in-cancelled' } })
        return Promise.resolve(null)
      },
      'connection:save': (input) => {
        saved.push(input)
        return Promise.resolve({ ok: false, error: { kind: 'unproven' } })
      },
    },
  })
}
const test = () => user.click(screen.getByRole('button', { name: 'Test' }))

it('asks for what the first system needs', async () => {
  show()
  await user.type(screen.getByRole('textbox', { name: 'SKU.io address' }), 'acme')
  await test()
  expect(screen.getByText('Enter the token.')).toBeTruthy()
  expect(tested).toEqual([])
  await user.type(screen.getByLabelText('Access token'), ' 105|abc ')
  await test()
  await waitFor(() => expect(tested).toHaveLength(1))
  expect(tested[0]).toMatchObject({ system: 'sku-io', baseUrl: 'acme', credentials: { token: '105|abc' } })
})

it('asks for what another system needs once it is chosen, and sends no field that was left empty', async () => {
  show()
  await user.click(screen.getByRole('combobox', { name: 'System' }))
  await user.click(await screen.findByRole('option', { name: 'Open Food Network' }))
  expect(screen.queryByLabelText('Access token')).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'Open Food Network address' }), 'ofn.example')
  await user.type(screen.getByLabelText('API key'), 'key')
  expect(screen.getByRole('textbox', { name: 'Enterprise number' })).toBeTruthy()
  await test()
  await waitFor(() => expect(tested).toHaveLength(1))
  expect(tested[0]).toMatchObject({
    system: 'open-food-network',
    baseUrl: 'ofn.example',
    credentials: { token: 'key' },
  })
})

it('keeps to the system that the records are linked with, and says why', () => {
  show({ lastSystem: 'open-food-network' })
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'System' }).disabled).toBe(true)
  expect(screen.getByText(/This workspace belongs to Open Food Network/)).toBeTruthy()
  expect(screen.getByLabelText('API key')).toBeTruthy()
})

it('signs in in the browser where the system offers it, can be given up, and says why it did not work', async () => {
  show()
  await user.click(screen.getByRole('combobox', { name: 'System' }))
  await user.click(await screen.findByRole('option', { name: 'Kounta' }))
  const signIn = () => user.click(screen.getByRole('button', { name: 'Sign in with Kounta' }))
  expect(screen.queryByRole('button', { name: 'Test' })).toBeNull()
  await signIn()
  expect(screen.getByText('Enter the client ID.')).toBeTruthy()
  expect(signedIn).toEqual([])

  await user.type(screen.getByRole('textbox', { name: 'Client ID' }), 'desk')
  await user.type(screen.getByLabelText('Client secret'), 'secret')
  await signIn()
  const credentials = { clientId: 'desk', clientSecret: 'secret', mode: 'oauth' }
  expect(signedIn).toMatchObject([{ system: 'kounta', baseUrl: 'https://api.kounta.com', credentials }])
  expect(screen.getByText(/Go on in your browser/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Give up' }))
  await waitFor(() => expect(screen.queryByText(/Go on in your browser/)).toBeNull())
  expect(screen.queryByText('You are not signed in')).toBeNull()

  await signIn()
  endSignIn({ ok: false, error: { kind: 'sign-in-refused', detail: 'access_denied' } })
  expect(await screen.findByText('You are not signed in')).toBeTruthy()
  expect(screen.getByText('access_denied')).toBeTruthy()
})

it('types everything in where the application speaks for itself', async () => {
  show()
  await user.click(screen.getByRole('combobox', { name: 'System' }))
  await user.click(await screen.findByRole('option', { name: 'Kounta' }))
  await user.click(screen.getByText('The application alone'))
  await user.type(screen.getByRole('textbox', { name: 'Client ID' }), 'desk')
  await user.type(screen.getByLabelText('Client secret'), 'secret')
  await test()
  await waitFor(() => expect(tested).toHaveLength(1))
  expect(tested[0]?.credentials).toEqual({ clientId: 'desk', clientSecret: 'secret', mode: 'basic' })
})

it('takes a certificate of several lines and an agreement, and sends a withdrawn one as such', async () => {
  show()
  await user.click(screen.getByRole('combobox', { name: 'System' }))
  await user.click(await screen.findByRole('option', { name: 'WooCommerce' }))
  await user.type(screen.getByRole('textbox', { name: 'Store address' }), 'http://store.example')
  await user.type(screen.getByLabelText('Consumer key'), 'ck_1')
  await user.type(screen.getByLabelText('Consumer secret'), 'cs_1')
  await user.click(screen.getByRole('textbox', { name: /Certificate/ }))
  await user.paste('-----BEGIN\nEND-----')
  const agreement = screen.getByRole('checkbox', { name: 'Allow a connection without encryption' })
  await user.click(agreement)
  await test()
  await waitFor(() => expect(tested).toHaveLength(1))
  const keys = { consumerKey: 'ck_1', consumerSecret: 'cs_1', trustedCertificate: '-----BEGIN\nEND-----' }
  expect(tested[0]).toMatchObject({ system: 'woocommerce', credentials: { ...keys, plainHttp: 'yes' } })
  await user.click(agreement)
  await test()
  await waitFor(() => expect(tested).toHaveLength(2))
  expect(tested[1]?.credentials).toEqual({ ...keys, plainHttp: 'no' })
})

it('asks whether to connect anyway where nothing proves the sign-in, anew after each change', async () => {
  saved.length = 0
  show({ lastSystem: 'open-food-network' })
  await user.type(screen.getByRole('textbox', { name: 'Open Food Network address' }), 'ofn.example')
  await user.type(screen.getByLabelText('API key'), 'key')
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  expect(await screen.findByText(/answered with an empty list/)).toBeTruthy()
  expect(saved[0]).not.toHaveProperty('confirmed')
  await user.type(screen.getByRole('textbox', { name: 'Enterprise number' }), '2')
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  await user.click(await screen.findByRole('button', { name: 'Connect anyway' }))
  await waitFor(() => expect(saved).toHaveLength(3))
  expect(saved[1]).not.toHaveProperty('confirmed')
  expect(saved[2]).toMatchObject({ confirmed: true, credentials: { token: 'key', enterpriseId: '2' } })
})
