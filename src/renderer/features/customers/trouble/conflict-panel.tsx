import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { fieldMapOf } from '#shared/domain/customer-field-map.ts'
import type { ConflictDecision, FieldChoice } from '#shared/domain/decide-conflict.ts'
import type { FieldMap, FieldValue } from '#shared/domain/field-map.ts'
import type { Theirs } from '#shared/domain/sync-state.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import classes from '../customer-page.module.css'
import { fieldWords, valueWords } from '../history/field-words.ts'

interface ConflictPanelProps {
  customer: Customer
  theirs: Theirs
  sync: SyncEngine
  remote: string
}

/** A conflict with both sides, decided here and now. What is not kept stays in the history. */
export function ConflictPanel({ customer, theirs, sync, remote }: ConflictPanelProps) {
  const t = useText('customers')
  const raise = useThrow()
  const decide = (decision: ConflictDecision): void => {
    Promise.resolve(sync.decideConflict(customer.id, decision)).catch(raise)
  }
  const button = (label: string, decision: ConflictDecision, color = 'gray') => (
    <Button
      variant={color === 'red' ? 'subtle' : 'default'}
      color={color}
      onClick={() => {
        decide(decision)
      }}
    >
      {label}
    </Button>
  )
  switch (theirs.kind) {
    case 'fields':
      return <FieldsConflict customer={customer} fields={theirs.fields} remote={remote} decide={decide} />
    case 'deleted-there':
      return (
        <Notice
          tone="warn"
          title={t('trouble.deletedThere', { remote })}
          actions={
            <>
              {button(t('trouble.deleteHere'), { kind: 'delete' }, 'red')}
              {button(t('trouble.keepLocal'), { kind: 'keep-local-only' })}
              {button(t('trouble.restoreAsNew'), { kind: 'restore-as-new' })}
            </>
          }
        >
          {t('trouble.deletedThereText')}
        </Notice>
      )
    case 'edited-there':
      return (
        <Notice
          tone="warn"
          title={t('trouble.editedThere', { remote })}
          actions={
            <>
              {button(t('trouble.deleteAnyway'), { kind: 'delete-anyway' }, 'red')}
              {button(t('trouble.keepIt'), { kind: 'keep' })}
            </>
          }
        >
          {t('trouble.editedThereText', { remote })}
        </Notice>
      )
  }
}

type Side = 'mine' | 'theirs'

interface FieldsConflictProps {
  customer: Customer
  fields: FieldMap
  remote: string
  decide: (decision: ConflictDecision) => void
}

/** The fields that differ; each side's value is chosen by clicking it, or all of one side at once. */
function FieldsConflict({ customer, fields, remote, decide }: FieldsConflictProps) {
  const t = useText('customers')
  const [choices, setChoices] = useState<Record<string, Side>>({})
  const mine = fieldMapOf(customer)
  const keys = Object.keys(fields)
  const { addresses } = customer
  const all = (take: Side): void => {
    setChoices(Object.fromEntries(keys.map((key) => [key, take])))
  }
  const words = (key: string, value: FieldValue | null | undefined): string =>
    value === undefined || value === null ? '' : valueWords(key, value, addresses, t)
  const option = (key: string, side: Side, value: FieldValue | undefined) => {
    const text = words(key, value)
    const label = side === 'mine' ? t('trouble.keepMine') : t('trouble.useTheirs')
    return (
      <td>
        <label className={classes.choice} data-chosen={choices[key] === side || undefined}>
          <input
            type="radio"
            name={`conflict-${key}`}
            checked={choices[key] === side}
            aria-label={`${label}: ${text === '' ? t('trouble.emptyValue') : text}`}
            onChange={() => {
              setChoices({ ...choices, [key]: side })
            }}
          />
          {text === '' ? <span className={classes.emptyValue}>{t('trouble.emptyValue')}</span> : text}
        </label>
      </td>
    )
  }
  return (
    <Notice tone="warn" title={t('trouble.conflictFields', { remote })}>
      {t('trouble.conflictFieldsText')}
      <table className={classes.conflictTable}>
        <thead>
          <tr>
            <th scope="col">{t('trouble.field')}</th>
            <th scope="col">{t('trouble.before')}</th>
            <th scope="col">{t('trouble.here')}</th>
            <th scope="col">{t('trouble.there', { remote })}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const before = words(key, customer.sync.base[key])
            return (
              <tr key={key}>
                <th scope="row">{fieldWords(key, addresses, t)}</th>
                <td className={classes.before}>{before === '' ? t('trouble.emptyValue') : before}</td>
                {option(key, 'mine', mine[key])}
                {option(key, 'theirs', fields[key])}
              </tr>
            )
          })}
        </tbody>
      </table>
      <Group gap="sm" mt="sm">
        <Button
          disabled={!keys.every((key) => choices[key] !== undefined)}
          onClick={() => {
            const decided = Object.entries(choices).map(([key, take]): [string, FieldChoice] => [
              key,
              { take },
            ])
            decide({ kind: 'fields', choices: Object.fromEntries(decided) })
          }}
        >
          {t('trouble.apply')}
        </Button>
        {keys.length > 1 && (
          <>
            <Button
              variant="default"
              onClick={() => {
                all('mine')
              }}
            >
              {t('trouble.keepAllMine')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                all('theirs')
              }}
            >
              {t('trouble.useAllTheirs')}
            </Button>
          </>
        )}
      </Group>
    </Notice>
  )
}
