import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idInBody, type WebhookFormat } from '#main/connectors/kit/webhook-format.ts'
import { wooWebhookFormat } from '#main/connectors/woocommerce/webhook-format.ts'
import { startWebhookListener, type WebhookListener } from './webhook-listener.ts'

const SECRET = 'between the two'
const hex: WebhookFormat = {
  ...{ signatureHeader: 'x-kounta-signature', encoding: 'hex', secretOf: () => '' },
  remoteIdIn: idInBody,
}

describe('startWebhookListener', () => {
  let listener: WebhookListener
  let received: string[]
  let secret: string

  const start = async (format: WebhookFormat): Promise<void> => {
    listener = await startWebhookListener({
      ...{ port: 0, path: 'a-secret-path', format },
      secret: () => Promise.resolve(secret),
      received: (remoteId) => received.push(remoteId),
    })
  }
  beforeEach(async () => {
    received = []
    secret = SECRET
    await start(hex)
  })
  afterEach(() => listener.close())

  const sign = (body: string | Uint8Array, encoding: 'hex' | 'base64' = 'hex', by = SECRET): string =>
    createHmac('sha256', by).update(body).digest(encoding)
  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
    path = '/a-secret-path',
    method = 'POST',
  ): Promise<number> => {
    const url = `http://127.0.0.1:${listener.port}${path}`
    const answer = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) })
    expect(await answer.text()).toBe('')
    return answer.status
  }
  const signed = (body: string) => post(body, { 'x-kounta-signature': sign(body) })

  it('takes the id of a signed message, with or without an envelope', async () => {
    expect(await signed('{"id":402117,"first_name":"Зоя 🧵"}')).toBe(204)
    expect(await signed('{"customer":{"id":"7"}}')).toBe(204)
    expect(received).toEqual(['402117', '7'])
  })

  it('takes nothing that is not signed with the secret, over just these bytes', async () => {
    const body = '{"id":1}'
    expect(await post(body, {})).toBe(401)
    expect(await post(body, { 'x-kounta-signature': '' })).toBe(401)
    expect(await post(body, { 'x-kounta-signature': 'zz' })).toBe(401)
    expect(await post(body, { 'x-kounta-signature': sign(body).slice(0, 40) })).toBe(401)
    expect(await post(body, { 'x-kounta-signature': sign(body, 'hex', 'another') })).toBe(401)
    expect(await post('{"id":2}', { 'x-kounta-signature': sign(body) })).toBe(401)
    expect(await post('{ "id":1}', { 'x-kounta-signature': sign(body) })).toBe(401)
    expect(await post(body, { 'x-kounta-signature': sign(body, 'base64') })).toBe(401)
    secret = ''
    expect(await post(body, { 'x-kounta-signature': sign(body, 'hex', '') })).toBe(401)
    expect(received).toEqual([])
  })

  it.each([
    ['GET', '/a-secret-path'],
    ['PUT', '/a-secret-path'],
    ['DELETE', '/a-secret-path'],
    ['OPTIONS', '/a-secret-path'],
    ['POST', '/'],
    ['POST', '/a-secret-pat'],
    ['POST', '/a-secret-path/'],
    ['POST', '/a-secret-path?x=1'],
    ['POST', '/a-secret-path/../a-secret-path/x'],
  ])('answers %s %s as if nothing were there', async (method, path) => {
    const body = '{"id":1}'
    expect(await post(body, { 'x-kounta-signature': sign(body) }, path, method)).toBe(404)
    expect(received).toEqual([])
  })

  it('reads no more than a customer can be long, whatever length was announced', async () => {
    const body = JSON.stringify({ id: 1, padding: 'x'.repeat(300_000) })
    const status = await signed(body).catch(() => 'cut')
    expect([413, 'cut']).toContain(status)
    expect(received).toEqual([])
  })

  it('welcomes a message about nobody, and one that is no JSON', async () => {
    expect(await signed('{"ping":true}')).toBe(204)
    expect(await signed('not JSON')).toBe(204)
    expect(await signed('{"id":"../1"}')).toBe(204)
    expect(await signed('null')).toBe(204)
    expect(received).toEqual([])
  })

  it('goes on after a sender that breaks off in the middle', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(listener.port, '127.0.0.1', () => {
        socket.write('POST /a-secret-path HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"id":', () => {
          socket.destroy()
          resolve()
        })
      })
    })
    expect(await signed('{"id":3}')).toBe(204)
    expect(received).toEqual(['3'])
  })

  it('takes what is signed in base64, of the topics that concern it', async () => {
    await listener.close()
    await start(wooWebhookFormat)
    const body = '{"id":26,"email":"a@x.example"}'
    const headers = { 'x-wc-webhook-signature': sign(body, 'base64') }
    expect(await post(body, { ...headers, 'x-wc-webhook-topic': 'customer.updated' })).toBe(204)
    expect(await post(body, { ...headers, 'x-wc-webhook-topic': 'order.updated' })).toBe(204)
    expect(received).toEqual(['26'])
  })

  it('answers a greeting that nobody has signed, and takes nothing from it', async () => {
    await listener.close()
    await start(wooWebhookFormat)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect(await post('webhook_id=7', form)).toBe(200)
    expect(await post('webhook_id=7&id=26', form)).toBe(401)
    expect(await post('{"id":26}', form)).toBe(401)
    expect(await post('webhook_id=7', form, '/another-path')).toBe(404)
    expect(received).toEqual([])
    await listener.close()
    await start(hex)
    expect(await post('webhook_id=7', form)).toBe(401)
  })

  it('is heard on this computer alone', async () => {
    expect(listener.port).toBeGreaterThan(0)
    await listener.close()
    await expect(post('{}', {})).rejects.toThrow()
  })
})
