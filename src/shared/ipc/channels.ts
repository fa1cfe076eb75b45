import type { IpcChannel, IpcEventName } from './contract.ts'

const windowChannels: Record<Exclude<IpcChannel, 'csv:open-dropped'>, true> = {
  'app:info': true,
  'app:ready-to-close': true,
  'app:keep-open': true,
  'settings:get': true,
  'settings:update': true,
  'workspaces:list': true,
  'workspaces:create': true,
  'workspaces:rename': true,
  'workspaces:remove': true,
  'workspaces:removed': true,
  'connection:test': true,
  'connection:save': true,
  'connection:sign-in': true,
  'connection:cancel-sign-in': true,
  'connection:set-paused': true,
  'connection:remove': true,
  'remote:capabilities': true,
  'remote:check': true,
  'remote:pull': true,
  'remote:get': true,
  'remote:find': true,
  'remote:push': true,
  'remote:import-preview': true,
  'remote:import': true,
  'remote:related': true,
  'remote:run-action': true,
  'remote:shipping-order': true,
  'remote:integration-customers': true,
  'webhooks:list': true,
  'webhooks:save': true,
  'webhooks:remove': true,
  'webhooks:listening': true,
  'webhooks:listen': true,
  'remote:cancel': true,
  'csv:choose-import': true,
  'csv:take-opened': true,
  'csv:inspect': true,
  'csv:receive': true,
  'csv:stage': true,
  'csv:read': true,
  'csv:seen-rows': true,
  'csv:rows': true,
  'csv:edit': true,
  'csv:reject': true,
  'csv:save-rejected': true,
  'csv:keep': true,
  'csv:discard': true,
  'csv:write': true,
  'backup:list': true,
  'backup:write': true,
  'backup:choose': true,
  'backup:check': true,
  'backup:read': true,
  'backup:show-folder': true,
  'backup:erased': true,
  'backup:add-erased': true,
  'recovery:state': true,
  'recovery:note': true,
  'recovery:set-aside': true,
  'recovery:accept': true,
  'recovery:free-space': true,
  'log:save': true,
}

const events: Record<IpcEventName, true> = {
  'menu:command': true,
  'files:opened': true,
  'remote:changed': true,
  'app:close-requested': true,
}

/** The channels that the window may call by name; opening a dropped file is the preload's own. */
export const WINDOW_CHANNELS = Object.keys(windowChannels) as readonly string[]

/** The events that the window may listen to. */
export const IPC_EVENTS = Object.keys(events) as readonly string[]

/** Channel by which main hands a port to the preload. */
export const PORT_CHANNEL = 'port'
