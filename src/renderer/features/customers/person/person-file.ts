import type { TFunction } from 'i18next'
import { ADDRESS_FIELDS } from '#shared/domain/address.ts'
import { CUSTOMER_TEXT_FIELDS } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { FieldValue } from '#shared/domain/field-map.ts'
import type { FieldChange, HistoryEntry } from '#shared/domain/history-entry.ts'
import type { Json } from '#shared/json.ts'
import type { HeldAboutPerson, PersonFileRows } from '#renderer/person/held-about-person.ts'
import { pendingFields } from '../pending/pending-changes-of.ts'
import { fieldWords, valueWords } from '../history/field-words.ts'
import { isoTime, readable } from './readable.ts'

/** What the file is told beside what is held. */
export interface PersonFileContext {
  readonly workspaceName: string
  /** Name of the system it is connected with, '' = none. */
  readonly remote: string
  readonly now: number
  readonly texts: {
    readonly person: TFunction<'person'>
    readonly customers: TFunction<'customers'>
    readonly backups: TFunction<'backups'>
  }
  /** Cells of rows of a kept list, at most ROWS_AT_ONCE; none where the list is gone. */
  readonly rowsOf: (stageId: string, rows: readonly number[]) => Promise<readonly (readonly string[])[]>
}

/** A section: its heading, and what stands in it, large ones item by item. */
type Section = readonly [heading: string, content: Json | AsyncIterable<Json>]

const ROWS_AT_ONCE = 200

/**
 * The text of a file with everything that is held about a person, in pieces: JSON, with headings in the words of the
 * app, so that it can be read without the app and without a programmer.
 */
export async function* personFile(
  held: HeldAboutPerson,
  context: PersonFileContext,
): AsyncGenerator<string, void> {
  yield '{\n'
  const sections = sectionsOf(held, context).filter(([, content]) => !isNothing(content))
  for (const [at, [heading, content]] of sections.entries()) {
    const end = at === sections.length - 1 ? '\n' : ',\n'
    if (!isStream(content)) {
      yield `  ${JSON.stringify(heading)}: ${indented(content)}${end}`
      continue
    }
    yield `  ${JSON.stringify(heading)}: [`
    let isFirst = true
    for await (const item of content) {
      yield `${isFirst ? '' : ','}\n    ${indented(item, 4)}`
      isFirst = false
    }
    yield `${isFirst ? '' : '\n  '}]${end}`
  }
  yield '}\n'
}

function sectionsOf(held: HeldAboutPerson, context: PersonFileContext): Section[] {
  const { person: t, customers } = context.texts
  const { customer, records, syncLog, logLines, keptAside, batches } = held
  const { sync, remoteFacts, extra } = customer
  const field = (key: string): string => fieldWords(key, customer.addresses, customers)
  const value = (key: string, of: FieldValue): string => valueWords(key, of, customer.addresses, customers)
  const changes = (all: readonly FieldChange[]): Json =>
    all.map(({ key, before, after }) => ({
      [t('file.field')]: field(key),
      [t('file.before')]: value(key, before),
      [t('file.after')]: value(key, after),
    }))
  const listName = (batchId: string): string => batches.get(batchId)?.fileName ?? ''
  return [
    [t('file.about'), about(held, context)],
    [t('file.profile'), profile(held, context)],
    [t('file.facts'), readable(remoteFacts)],
    [t('file.extra'), extra],
    [
      t('file.addresses'),
      customer.addresses.map((address) => ({
        ...Object.fromEntries(
          ADDRESS_FIELDS.map((part) => [customers(`addresses.fields.${part}`), address[part]]),
        ),
        [t('file.numberThere')]: address.remoteId,
        [t('file.ships')]: yesNo(address.id === customer.defaultShippingAddressId, t),
        [t('file.bills')]: yesNo(address.id === customer.defaultBillingAddressId, t),
      })),
    ],
    [
      t('file.skuMappings'),
      records.skuMappings.map(({ customerSku, productId, base, theirs }) => ({
        [t('file.sku')]: customerSku,
        [t('file.product')]: productId,
        ...(base === null && theirs === null ? {} : { [t('file.productThere')]: theirs ?? base ?? '' }),
      })),
    ],
    ...records.remoteData.map(({ kind, records: all, fetchedAt }): Section => [
      t(`file.related.${kind}`),
      { [t('file.read')]: isoTime(fetchedAt), [t('file.records')]: readable(all) },
    ]),
    [
      t('file.commands'),
      records.actions.map(({ kind, input, createdAt, state, message, finishedAt }) =>
        readable({ kind, input, createdAt, state, message, finishedAt }),
      ),
    ],
    [
      t('file.waiting'),
      customer.pendingSince === 0 || customer.remoteId === ''
        ? []
        : pendingFields(customer).map(({ key, before, after, sent }) => ({
            [t('file.field')]: field(key),
            [t('file.there')]: before === null ? '' : value(key, before),
            [t('file.here')]: value(key, after),
            [t('file.underWay')]: yesNo(sent, t),
          })),
    ],
    [
      t('file.conflict'),
      sync.theirs === null
        ? null
        : {
            [t('file.how')]: t(`file.conflictKind.${sync.theirs.kind}`),
            ...(sync.theirs.kind === 'deleted-there'
              ? {}
              : { [t('file.there')]: valuesInWords(sync.theirs.fields, field, value) }),
          },
    ],
    [
      t('file.refused'),
      sync.refused === null
        ? null
        : {
            [t('file.when')]: isoTime(sync.refused.at),
            [t('file.reason')]: sync.refused.message,
            [t('file.values')]: valuesInWords(sync.refused.values, field, value),
          },
    ],
    [
      t('file.history'),
      each(records.history, (entry) => historyItem(entry, changes(entry.changes), context)),
    ],
    [
      t('file.imports'),
      records.importRows.length === 0
        ? []
        : each(records.importRows, ({ batchId, changes: all }) => ({
            [t('file.list')]: listName(batchId),
            [t('file.changes')]: changes(all),
          })),
    ],
    [t('file.rows'), held.fileRows.length === 0 ? [] : rowItems(held.fileRows, context)],
    [t('file.log'), syncLog.map(({ at, kind, detail }) => readable({ at: isoTime(at), kind, detail }))],
    [t('file.ownLog'), [...logLines]],
    [t('file.backups'), backups(held, context)],
    [t('file.keptAside'), [...keptAside]],
  ]
}

function about(
  { customer }: HeldAboutPerson,
  { texts, workspaceName, remote, now }: PersonFileContext,
): Json {
  const { person: t } = texts
  return {
    [t('file.whatLabel')]: t('file.what'),
    [t('file.person')]: displayName(customer),
    [t('file.workspace')]: workspaceName,
    [t('file.connected')]: remote === '' ? t('file.notConnected') : remote,
    [t('file.written')]: isoTime(now),
    [t('file.times')]: t('file.timesText'),
  }
}

function profile({ customer }: HeldAboutPerson, { texts }: PersonFileContext): Json {
  const { person: t, customers } = texts
  return {
    ...Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((name) => [customers(`fields.${name}`), customer[name]])),
    [customers('fields.tags')]: [...customer.tags],
    [customers('fields.acceptsMarketing')]: yesNo(customer.acceptsMarketing, t),
    [t('file.archived')]: isoTime(customer.archivedAt),
    [t('file.deleting')]: isoTime(customer.deletedAt),
    [t('file.created')]: isoTime(customer.createdAt),
    [t('file.updated')]: isoTime(customer.updatedAt),
    [t('file.numberHere')]: customer.id,
    [t('file.numberThere')]: customer.remoteId,
  }
}

function historyItem(entry: HistoryEntry, changes: Json, { texts, remote }: PersonFileContext): Json {
  const { person: t, customers } = texts
  return {
    [t('file.when')]: isoTime(entry.at),
    [t('file.how')]: customers(`history.origin.${entry.origin}`, { remote }),
    [t('file.changes')]: changes,
  }
}

async function* rowItems(
  files: readonly PersonFileRows[],
  { texts, rowsOf }: PersonFileContext,
): AsyncGenerator<Json, void> {
  const { person: t } = texts
  for (const { stageId, batch, rows } of files) {
    const header = batch?.header ?? []
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const numbers = rows.slice(at, at + ROWS_AT_ONCE)
      for (const [index, cells] of (await rowsOf(stageId, numbers)).entries()) {
        yield {
          [t('file.list')]: batch?.fileName ?? t('file.notImported'),
          [t('file.rowNumber')]: (numbers[index] ?? 0) + 1,
          [t('file.cells')]:
            header.length >= cells.length
              ? Object.fromEntries(cells.map((cell, column) => [header[column] ?? '', cell]))
              : [...cells],
        }
      }
    }
  }
}

function backups({ backups: all, customer }: HeldAboutPerson, { texts }: PersonFileContext): Json {
  const { person: t, backups: kinds } = texts
  return [
    t('file.backupsText'),
    ...all.map(({ createdAt, kind, fileName }) => ({
      [t('file.made')]: isoTime(createdAt),
      [t('file.why')]: kinds(`kinds.${kind}`),
      [t('file.fileOfBackup')]: fileName,
      [t('file.holds')]: createdAt >= customer.createdAt ? t('file.yes') : t('file.perhaps'),
    })),
  ]
}

function valuesInWords(
  fields: Readonly<Record<string, FieldValue>>,
  field: (key: string) => string,
  value: (key: string, of: FieldValue) => string,
): Json {
  return Object.fromEntries(Object.entries(fields).map(([key, of]) => [field(key), value(key, of)]))
}

async function* each<T>(all: readonly T[], item: (one: T) => Json): AsyncGenerator<Json, void> {
  for (const one of all) yield await Promise.resolve(item(one))
}

function yesNo(is: boolean, t: TFunction<'person'>): string {
  return is ? t('file.yes') : t('file.no')
}

function isStream(content: Section[1]): content is AsyncIterable<Json> {
  return typeof content === 'object' && content !== null && Symbol.asyncIterator in content
}

function isNothing(content: Section[1]): boolean {
  if (isStream(content)) return false
  return content === null || (typeof content === 'object' && Object.keys(content).length === 0)
}

function indented(value: Json, by = 2): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`)
}
