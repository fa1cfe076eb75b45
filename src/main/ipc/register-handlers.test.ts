import { describe, expect, it, vi } from 'vitest'
import { CallRefusal, type IpcHandlers } from './ipc-handlers.ts'
import { answerCall } from './register-handlers.ts'
import { isTrustedSender } from './trusted-sender.ts'

vi.mock('electron', () => ({ ipcMain: { handle: () => undefined } }))

const handlers = {
  'workspaces:create': ({ name }: { name: string }) => {
    if (name === 'taken') throw new CallRefusal('not-found', 'why')
    if (name === 'boom') throw new Error('secret path /home/x')
    return { name }
  },
} as unknown as IpcHandlers

describe('answerCall', () => {
  it('answers with what the handler says', async () => {
    expect(await answerCall(handlers, 'workspaces:create', true, { name: 'Shop' })).toEqual({
      ok: true,
      value: { name: 'Shop' },
    })
  })

  it('refuses a sender that is no page of the app before looking at its input', async () => {
    expect(await answerCall(handlers, 'workspaces:create', false, { name: 'Shop' })).toMatchObject({
      error: { kind: 'forbidden' },
    })
  })

  it.each([null, {}, { name: 3 }, { name: '' }, { name: 'a', more: 1 }, { name: 'x'.repeat(101) }])(
    'refuses %j',
    async (input) => {
      expect(await answerCall(handlers, 'workspaces:create', true, input)).toMatchObject({
        error: { kind: 'invalid-input' },
      })
    },
  )

  it('passes on a refusal and hides what an unexpected error says', async () => {
    expect(await answerCall(handlers, 'workspaces:create', true, { name: 'taken' })).toMatchObject({
      error: { kind: 'not-found', detail: 'why' },
    })
    const answer = await answerCall(handlers, 'workspaces:create', true, { name: 'boom' })
    expect(answer).toMatchObject({ error: { kind: 'failed' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
  })
})

describe('isTrustedSender', () => {
  const parent = {} as Parameters<typeof isTrustedSender>[0] & object
  it('trusts the top frame of the app alone', () => {
    expect(isTrustedSender({ url: 'app://desk/index.html', parent: null })).toBe(true)
    expect(isTrustedSender({ url: 'app://desk/index.html', parent } as never)).toBe(false)
    expect(isTrustedSender({ url: 'https://example.org/', parent: null })).toBe(false)
    expect(isTrustedSender({ url: 'app://deskx/', parent: null })).toBe(false)
    expect(isTrustedSender(null)).toBe(false)
  })
})
