import { describe, expect, it } from 'vitest'
import { sandboxWithApi } from './api.testing.ts'

const hook = { name: 'Mine', topic: 'customer.updated', delivery_url: 'https://relay.example/a', secret: 's' }

describe('the hooks of wc/v3', () => {
  it('are made, shown without their secret, listed, changed and deleted by force alone', async () => {
    const { api } = await sandboxWithApi()
    const made = await api('POST', '/wp-json/wc/v3/webhooks', hook)
    expect([made.status, made.body]).toMatchObject([
      201,
      { status: 'active', resource: 'customer', event: 'updated' },
    ])
    expect(made.text).not.toContain('secret')
    const { id } = made.body as { id: number }
    expect((await api('GET', '/wp-json/wc/v3/webhooks?per_page=5')).headers.get('x-wp-total')).toBe('1')
    const changed = await api('PUT', `/wp-json/wc/v3/webhooks/${id}`, { status: 'paused' })
    expect(changed.body).toMatchObject({ id, status: 'paused', topic: hook.topic })
    expect((await api('DELETE', `/wp-json/wc/v3/webhooks/${id}`)).status).toBe(501)
    expect((await api('DELETE', `/wp-json/wc/v3/webhooks/${id}?force=true`)).status).toBe(200)
    expect((await api('GET', `/wp-json/wc/v3/webhooks/${id}`)).status).toBe(404)
    expect((await api('PUT', `/wp-json/wc/v3/webhooks/${id}`, {})).status).toBe(400)
  })

  it.each([
    [{ ...hook, topic: 'customer.sneezed' }, 'woocommerce_rest_shop_webhook_invalid_topic'],
    [{ ...hook, delivery_url: 'relay' }, 'woocommerce_rest_shop_webhook_invalid_delivery_url'],
  ])('refuse what is wrong with %j', async (body, code) => {
    const { api } = await sandboxWithApi()
    const refused = await api('POST', '/wp-json/wc/v3/webhooks', body)
    expect([refused.status, refused.body]).toMatchObject([400, { code }])
  })
})

describe('the hooks of the legacy API', () => {
  it('are made, shown, listed, changed and deleted in their envelopes', async () => {
    const { api } = await sandboxWithApi()
    const made = await api('POST', '/wc-api/v3/webhooks', { webhook: hook })
    expect([made.status, made.body]).toMatchObject([201, { webhook: { name: 'Mine', status: 'active' } }])
    const { id } = (made.body as { webhook: { id: number } }).webhook
    expect((await api('GET', '/wc-api/v3/webhooks')).body).toMatchObject({ webhooks: [{ id }] })
    const changed = await api('PUT', `/wc-api/v3/webhooks/${id}`, { webhook: { name: 'Yours' } })
    expect(changed.body).toMatchObject({ webhook: { id, name: 'Yours' } })
    expect((await api('DELETE', `/wc-api/v3/webhooks/${id}`)).body).toEqual({
      message: 'Permanently deleted webhook',
    })
    expect((await api('DELETE', `/wc-api/v3/webhooks/${id}`)).status).toBe(404)
    expect((await api('POST', '/wc-api/v3/webhooks', hook)).status).toBe(400)
  })
})
