import { Hono } from 'hono'
import { isExpired } from './authentication.ts'
import type { SkuIoEnv, SkuIoRemote } from './sku-io-env.ts'

/** `GET /api/me`: who the token belongs to and which tenant this is. Takes no scope. */
export function meRoutes(remote: SkuIoRemote): Hono<SkuIoEnv> {
  const routes = new Hono<SkuIoEnv>()
  routes.get('/me', (c) => {
    const token = c.get('token')
    return c.json({
      data: { id: 7, name: 'Robin Vale', role: token.role },
      tenant_id: remote.tenant,
      tenant_name: `${remote.tenant} Trading`,
      token: {
        id: token.id,
        name: token.name,
        type: 'personal',
        scopes: token.scopes,
        expires_at: token.expiresAt === null ? null : new Date(token.expiresAt).toISOString(),
        is_expired: isExpired(token, remote.now()),
      },
    })
  })
  return routes
}
