import { Anchor, Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { TFunction } from 'i18next'
import type { Customer } from '#shared/domain/customer.ts'
import type { FieldValue } from '#shared/domain/field-map.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { maySendNow, type SyncStatus } from '#renderer/replication/status.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { BreakableText } from '#renderer/ui/breakable-text.tsx'
import { useMinute } from '#renderer/ui/use-minute.ts'
import { whoOf } from '../two-panes/who-of.ts'
import { fieldWords, valueWords } from '../history/field-words.ts'
import classes from '../two-panes/two-panes.module.css'
import type { ListedRecord } from '../two-panes/use-record-list.ts'
import { pendingFields, pendingKind } from './pending-changes-of.ts'
import { waitWords } from './wait-words.ts'

interface PendingPaneProps {
  record: ListedRecord
  sync: SyncEngine
  status: SyncStatus
  remote: string
  openCustomer: (id: string) => void
  sendNow: () => void
  discard: () => void
}

/** One record with what waits of it, why, and the ways to go on. */
export function PendingPane({
  record,
  sync,
  status,
  remote,
  openCustomer,
  sendNow,
  discard,
}: PendingPaneProps) {
  const t = useText('pending')
  const common = useText('common')
  const { fullTime } = useFormats()
  const name = whoOf(record, common('unnamed'))
  // Why it waits changes with the time.
  useMinute()
  const { customer } = record
  if (customer === undefined) return <div className={classes.pane} />
  const isMapping = record.kind === 'mapping'
  const reason = isMapping ? sync.whyMappingWaits(record.mapping) : sync.whyWaiting(customer)
  const since = isMapping ? record.mapping.pendingSince : customer.deletedAt || customer.pendingSince
  return (
    <section className={classes.pane} aria-label={t('detail.label', { name })}>
      <div className={classes.head}>
        <h2 className={classes.name}>{name}</h2>
        <Anchor component="button" aria-keyshortcuts="O" onClick={() => openCustomer(customer.id)}>
          {t('detail.open')}
        </Anchor>
      </div>
      {isMapping && (
        <Text fw={500} className={classes.sku}>
          {t('what.sku', { sku: record.mapping.customerSku })}
        </Text>
      )}
      <Text>
        {isMapping
          ? whatOfMapping(t, record.mapping, remote)
          : t(`detail.${pendingKind(customer)}`, { remote })}{' '}
        <Ago at={since} />
      </Text>
      <Text c="dimmed" role="status">
        {waitWords(t, status, reason, remote, fullTime)}
      </Text>
      {isMapping ? <MappingTable mapping={record.mapping} /> : <FieldsTable customer={customer} />}
      <Group gap="sm" className={classes.actions}>
        <Button disabled={!maySendNow(status)} onClick={sendNow} aria-keyshortcuts="S">
          {t('detail.sendNow')}
        </Button>
        <Button variant="default" onClick={discard} aria-keyshortcuts="D">
          {!isMapping && customer.deletedAt !== 0 ? t('detail.keep') : t('detail.discard')}
        </Button>
      </Group>
      <Text c="dimmed" size="sm" className={classes.note}>
        {t('detail.note')}
      </Text>
    </section>
  )
}

function whatOfMapping(t: TFunction<'pending'>, { deletedAt, base }: SkuMapping, remote: string): string {
  if (deletedAt !== 0) return t('detail.deleted', { remote })
  return base === '' ? t('detail.skuNew', { remote }) : t('detail.changed', { remote })
}

/** Before and after of each field that waits. */
function FieldsTable({ customer }: { customer: Customer }) {
  const t = useText('pending')
  const words = useText('customers')
  const fields = useMemo(() => pendingFields(customer), [customer])
  const isNew = pendingKind(customer) === 'new'
  if (fields.length === 0) return null
  const cell = (key: string, value: FieldValue | null) => {
    if (value === null) return <span className={classes.empty}>{t('detail.unknown')}</span>
    const text = valueWords(key, value, customer.addresses, words)
    return text === '' ? (
      <span className={classes.empty}>{t('detail.empty')}</span>
    ) : (
      <BreakableText text={text} />
    )
  }
  return (
    <table className={classes.table} data-few-columns>
      <thead>
        <tr>
          <th scope="col">{t('detail.field')}</th>
          {!isNew && <th scope="col">{t('detail.before')}</th>}
          <th scope="col">{t('detail.after')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ key, before, after, sent }) => (
          <tr key={key}>
            <th scope="row">{fieldWords(key, customer.addresses, words)}</th>
            {!isNew && <td className={classes.before}>{cell(key, before)}</td>}
            <td>
              {cell(key, after)}
              {sent && <div className={classes.empty}>{t('detail.sent')}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MappingTable({ mapping }: { mapping: SkuMapping }) {
  const t = useText('pending')
  const product = (id: string) =>
    id === '' ? <span className={classes.empty}>{t('detail.none')}</span> : <>{id}</>
  return (
    <table className={classes.table} data-few-columns>
      <thead>
        <tr>
          <th scope="col">{t('detail.field')}</th>
          <th scope="col">{t('detail.before')}</th>
          <th scope="col">{t('detail.after')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('detail.product')}</th>
          <td className={classes.before}>{product(mapping.base ?? mapping.productId)}</td>
          <td>{product(mapping.deletedAt === 0 ? mapping.productId : '')}</td>
        </tr>
      </tbody>
    </table>
  )
}
