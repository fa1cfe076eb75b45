import { z, type ZodType } from 'zod'
import { BACKUP_KINDS } from '../backup/backup-format.ts'
import { REMOTE_SYSTEMS } from '../connector/capabilities.ts'
import { RELATED_KINDS } from '../connector/related-data.ts'
import { WORKSPACE_NAME_MAX } from '../domain/workspace.ts'
import { personTraitsSchema } from '../person/person-traits.ts'
import { remoteActionSchema } from './action-schema.ts'
import { WEBHOOK_FILTERS, WEBHOOK_TOPICS } from '../connector/webhooks.ts'
import { customerPushSchema, skuMappingPushSchema } from './push-schemas.ts'
import type { IpcChannel, IpcContract } from './contract.ts'

/** A schema for each channel's input: a channel without one does not compile. */
export type IpcSchemas = { readonly [C in IpcChannel]: ZodType<IpcContract[C]['input']> }

const id = z.string().min(1).max(64)
const token = z.string().min(1).max(128)
const call = { workspaceId: id, callId: id }
const kind = z.enum(['customer', 'sku-mapping'])
const remoteId = z.string().max(64)
const key = z.string().max(1000)
const workspaceName = z.string().trim().min(1).max(WORKSPACE_NAME_MAX)
/** A UUID: it becomes the name of a folder. */
const stageId = z.uuid()
const row = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const column = z.number().int().min(0).max(100_000)
const batchSize = z.number().int().min(1).max(10_000)
const cellText = z.string().max(100_000)
const readOptions = z.strictObject({
  encoding: z.string().max(40).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  headerRow: z.number().int().min(-1).max(1000).optional(),
  sheet: z.string().max(255).optional(),
})
const typedConnection = z.strictObject({
  workspaceId: id,
  system: z.enum(REMOTE_SYSTEMS),
  baseUrl: z.string().min(1).max(2000),
  credentials: z.record(z.string().min(1).max(64), z.string().max(100_000)).nullable(),
  confirmed: z.boolean().optional(),
})

/**
 * Run-time checks of what the window sends. Types end at the process boundary: a compromised page may send anything.
 * `exactOptionalPropertyTypes` and zod's optional differ on `undefined`, hence the assertion of the whole.
 */
export const ipcSchemas = {
  'app:info': z.null(),
  'app:ready-to-close': z.null(),
  'app:keep-open': z.null(),
  'settings:get': z.null(),
  'settings:update': z.strictObject({
    colorScheme: z.enum(['auto', 'light', 'dark']).optional(),
    density: z.enum(['compact', 'comfortable']).optional(),
    customerColumns: z.array(z.string().max(64)).max(64).optional(),
    activeWorkspaceId: id.optional(),
    undoDeleteSeconds: z.number().int().min(0).max(3600).optional(),
  }),
  'workspaces:list': z.null(),
  'workspaces:create': z.strictObject({ name: workspaceName }),
  'workspaces:create-for-backup': z.strictObject({
    name: workspaceName,
    backupId: token,
  }),
  'workspaces:filled': z.strictObject({ workspaceId: id }),
  'workspaces:rename': z.strictObject({ workspaceId: id, name: workspaceName }),
  'workspaces:remove': z.strictObject({ workspaceId: id, backups: z.boolean() }),
  'workspaces:removed': z.strictObject({ workspaceId: id }),
  'connection:test': typedConnection,
  'connection:save': typedConnection,
  'connection:sign-in': typedConnection,
  'connection:cancel-sign-in': z.null(),
  'connection:set-paused': z.strictObject({ workspaceId: id, paused: z.boolean() }),
  'connection:remove': z.strictObject({ workspaceId: id }),
  'remote:capabilities': z.strictObject({ workspaceId: id }),
  'remote:check': z.strictObject(call),
  'remote:pull': z.strictObject({
    ...call,
    kind,
    request: z.strictObject({
      mode: z.enum(['changes', 'sweep', 'of']),
      of: remoteId.optional(),
      checkpoint: z.json().nullable(),
      limit: z.number().int().min(1).max(1000),
    }),
  }),
  'remote:get': z.strictObject({ ...call, kind, remoteIds: z.array(remoteId).max(1000) }),
  'remote:find': z.strictObject({
    ...call,
    keys: z.strictObject({
      email: key.optional(),
      code: key.optional(),
      referenceId: key.optional(),
      mobile: key.optional(),
      nameAndAddress: z.strictObject({ name: key, postcode: key, line1: key }).optional(),
      nameAndPhone: z.strictObject({ firstName: key, lastName: key, phone: key }).optional(),
    }),
  }),
  'remote:push': z.strictObject({
    ...call,
    kind,
    items: z.union([z.array(customerPushSchema).max(1000), z.array(skuMappingPushSchema).max(1000)]),
  }),
  'remote:related': z.strictObject({
    ...call,
    kind: z.enum(RELATED_KINDS),
    customerRemoteId: remoteId.min(1),
  }),
  'remote:run-action': z.strictObject({ ...call, action: remoteActionSchema }),
  'remote:shipping-order': z.strictObject({ ...call, fulfilmentId: remoteId.min(1) }),
  'remote:integration-customers': z.strictObject({
    ...call,
    instanceId: remoteId.min(1),
    page: z.number().int().min(1).max(1_000_000),
  }),
  'remote:import-preview': z.strictObject({ ...call, token }),
  'remote:import': z.strictObject({ ...call, token }),
  'webhooks:list': z.strictObject(call),
  'webhooks:save': z.strictObject({
    ...call,
    id: remoteId.nullable(),
    draft: z.strictObject({
      topic: z.enum(WEBHOOK_TOPICS),
      address: z.url({ protocol: /^https?$/ }).max(2000),
      filters: z.array(z.enum(WEBHOOK_FILTERS)).max(WEBHOOK_FILTERS.length),
    }),
  }),
  'webhooks:remove': z.strictObject({ ...call, id: remoteId }),
  'webhooks:listening': z.strictObject({ workspaceId: id }),
  'webhooks:listen': z.strictObject({ workspaceId: id, port: z.int().min(0).max(65_535).nullable() }),
  'remote:cancel': z.strictObject({ callId: id }),
  'log:save': z.strictObject({
    suggestedName: z.string().max(255),
    lines: z.array(z.string().max(2000)).max(10_000),
  }),
  'csv:choose-import': z.null(),
  'csv:open-dropped': z.strictObject({ path: z.string().max(32_768) }),
  'csv:take-opened': z.null(),
  'csv:inspect': z.strictObject({ token, options: readOptions }),
  'csv:receive': z.strictObject({ name: z.string().max(255), callId: id }),
  'csv:stage': z.strictObject({ token, options: readOptions, stageId, batchSize, callId: id }),
  'csv:read': z.strictObject({ stageId, fromRow: row, batchSize, callId: id }),
  'csv:seen-rows': z.strictObject({ callId: id }),
  'csv:rows': z.strictObject({ stageId, rows: z.array(row).max(1000) }),
  'csv:edit': z.strictObject({
    stageId,
    edit: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('cell'), row, column, text: cellText }),
      z.strictObject({ type: z.literal('replace'), column, find: cellText, text: cellText }),
      z.strictObject({
        type: z.literal('decide'),
        row,
        decision: z.enum(['same', 'new', 'leave']).nullable(),
      }),
      z.strictObject({ type: z.literal('undo') }),
    ]),
  }),
  'csv:reject': z.strictObject({
    stageId,
    rows: z.array(z.strictObject({ row, reason: z.string().max(2000) })).max(10_000),
  }),
  'csv:save-rejected': z.strictObject({
    stageId,
    suggestedName: z.string().max(255),
    header: z.array(cellText).max(10_000),
    numberHeader: z.string().max(200),
    reasonHeader: z.string().max(200),
  }),
  'csv:find-person': z.strictObject({ stageIds: z.array(stageId).max(10_000), traits: personTraitsSchema }),
  'csv:erase-person': z.strictObject({ stageId, rows: z.array(row), traits: personTraitsSchema }),
  'csv:keep': z.strictObject({ stageId }),
  'csv:discard': z.strictObject({ stageId }),
  'csv:write': z.strictObject({
    suggestedName: z.string().min(1).max(200),
    flavour: z.enum(['excel', 'machine']),
    callId: id,
  }),
  'backup:list': z.strictObject({ workspaceId: id, toFill: z.boolean() }),
  'backup:list-removed': z.null(),
  'backup:delete-removed': z.strictObject({ id: token, all: z.boolean() }),
  'backup:write': z.strictObject({
    workspaceId: id,
    kind: z.enum(BACKUP_KINDS),
    customers: z.number().int().min(0),
    schemas: z.record(z.string().max(64), z.number().int().min(0)),
    choose: z.boolean(),
    callId: id,
  }),
  'backup:choose': z.strictObject({ workspaceId: id }),
  'backup:check': z.strictObject({ workspaceId: id, id: token, anyWorkspace: z.boolean() }),
  'backup:read': z.strictObject({ workspaceId: id, id: token, callId: id }),
  'backup:show-folder': z.strictObject({ workspaceId: id }),
  'backup:add-erased': z.strictObject({
    workspaceId: id,
    customerId: id,
    remoteId,
    emails: z.array(key).max(1000),
  }),
  'person:find': z.strictObject({ traits: personTraitsSchema }),
  'person:erase-log': z.strictObject({ traits: personTraitsSchema }),
  'person:create-file': z.strictObject({ suggestedName: z.string().max(255) }),
  'person:add-text': z.strictObject({ token, text: z.string().max(4_000_000) }),
  'person:finish-file': z.strictObject({ token, keep: z.boolean() }),
  'recovery:state': z.null(),
  'recovery:note': z.strictObject({ workspaceId: id, customers: z.number().int().min(0) }),
  'recovery:set-aside': z.null(),
  'recovery:accept': z.null(),
  'recovery:free-space': z.null(),
} as unknown as IpcSchemas satisfies Record<IpcChannel, unknown>
