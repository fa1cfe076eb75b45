import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { fieldMapOf } from '#shared/domain/customer-field-map.ts'
import type { ConflictDecision, FieldChoice } from '#shared/domain/decide-conflict.ts'
import type { FieldMap } from '#shared/domain/field-map.ts'
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
          tone="bad"
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
          tone="bad"
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

interface FieldsConflictProps {
  customer: Customer
  fields: FieldMap
  remote: string
  decide: (decision: ConflictDecision) => void
}

function FieldsConflict({ customer, fields, remote, decide }: FieldsConflictProps) {
  const t = useText('customers')
  const [choices, setChoices] = useState<Record<string, 'mine' | 'theirs'>>({})
  const mine = fieldMapOf(customer)
  const keys = Object.keys(fields)
  const { addresses } = customer
  const all = (take: 'mine' | 'theirs'): void => {
    decide({ kind: 'fields', choices: Object.fromEntries(keys.map((key) => [key, { take }])) })
  }
  const complete = keys.every((key) => choices[key] !== undefined)
  const show = (key: string, value: FieldMap[string] | null | undefined) => {
    const words = value === undefined || value === null ? '' : valueWords(key, value, addresses, t)
    return words === '' ? <span className={classes.emptyValue}>{t('trouble.emptyValue')}</span> : words
  }
  return (
    <Notice
      tone="bad"
      title={t('trouble.conflictFields', { remote })}
      actions={
        keys.length > 1 ? (
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
        ) : undefined
      }
    >
      <p>{t('trouble.conflictFieldsText')}</p>
      <table className={classes.conflictTable}>
        <thead>
          <tr>
            <th scope="col">{t('trouble.field')}</th>
            <th scope="col">{t('trouble.before')}</th>
            <th scope="col">{t('trouble.here')}</th>
            <th scope="col">{t('trouble.there', { remote })}</th>
            <th scope="col" aria-label={t('trouble.apply')} />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const name = fieldWords(key, addresses, t)
            return (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{show(key, customer.sync.base[key])}</td>
                <td data-selectable>{show(key, mine[key])}</td>
                <td data-selectable>{show(key, fields[key])}</td>
                <td>
                  <SegmentedControl
                    aria-label={name}
                    value={choices[key] ?? ''}
                    data={[
                      { value: 'mine', label: t('trouble.keepMine') },
                      { value: 'theirs', label: t('trouble.useTheirs') },
                    ]}
                    onChange={(value) => {
                      const take = value === 'mine' ? 'mine' : 'theirs'
                      if (keys.length === 1) all(take)
                      else setChoices({ ...choices, [key]: take })
                    }}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {keys.length > 1 && (
        <Button
          mt="sm"
          disabled={!complete}
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
      )}
    </Notice>
  )
}
