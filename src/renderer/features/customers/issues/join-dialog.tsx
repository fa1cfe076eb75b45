import { Button, Group, Modal, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { joinCustomers, joinRows, type JoinRow } from '#shared/domain/join-customers.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { fieldWords } from '../history/field-words.ts'
import classes from './issues.module.css'
import { useJoin } from './use-join.ts'

interface JoinDialogProps {
  /** The one that the remote has. */
  kept: Customer
  /** The one that it does not take. */
  other: Customer
  close: () => void
  joined: () => void
}

/** Two customers that are one, side by side; each difference is decided, then one of them stays. */
export function JoinDialog({ kept, other, close, joined }: JoinDialogProps) {
  const t = useText('issues')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  const raise = useThrow()
  const join = useJoin()
  const [takeOther, setTakeOther] = useState<ReadonlySet<JoinRow['field']>>(new Set())
  const rows = useMemo(() => joinRows(kept, other), [kept, other])
  const { addedAddresses } = useMemo(() => joinCustomers(kept, other, takeOther), [kept, other, takeOther])
  const remote = capabilities?.displayName ?? ''
  const name = displayName(kept) || common('unnamed')
  const choose = (field: JoinRow['field'], others: boolean): void => {
    const next = new Set(takeOther)
    if (others) next.add(field)
    else next.delete(field)
    setTakeOther(next)
  }
  return (
    <Modal opened onClose={close} title={t('joinTitle', { name })} size="lg">
      <Text mb="sm">{t('joinText', { remote })}</Text>
      {rows.length > 0 && (
        <table className={classes.compare}>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('there', { remote })}</th>
              <th scope="col">{t('new')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <DifferenceRow
                key={row.field}
                row={row}
                takesOther={row.kept === '' || (row.other !== '' && takeOther.has(row.field))}
                choose={(others) => choose(row.field, others)}
              />
            ))}
          </tbody>
        </table>
      )}
      {addedAddresses > 0 && (
        <Text mt="sm" c="dimmed">
          {t('joinAddresses', { count: addedAddresses })}
        </Text>
      )}
      <Text mt="sm" c="dimmed">
        {t('joinNote')}
      </Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={close}>
          {common('cancel')}
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            join(kept.id, other.id, takeOther).then(joined, raise)
          }}
        >
          {t('joinAction')}
        </Button>
      </Group>
    </Modal>
  )
}

interface DifferenceRowProps {
  row: JoinRow
  takesOther: boolean
  choose: (others: boolean) => void
}

function DifferenceRow({ row, takesOther, choose }: DifferenceRowProps) {
  const t = useText('issues')
  const words = useText('customers')
  const field = fieldWords(row.field, [], words)
  // An empty value is never taken over a filled one.
  const isChoice = row.kept !== '' && row.other !== ''
  const cell = (value: string, others: boolean) => (
    <td>
      <label className={classes.choice}>
        <input
          type="radio"
          name={`join-${row.field}`}
          checked={takesOther === others}
          disabled={!isChoice}
          aria-label={`${field}: ${value === '' ? t('empty') : value}`}
          onChange={() => choose(others)}
        />
        {value === '' ? <span className={classes.empty}>{t('empty')}</span> : <span>{value}</span>}
      </label>
    </td>
  )
  return (
    <tr>
      <th scope="row">{field}</th>
      {cell(row.kept, false)}
      {cell(row.other, true)}
    </tr>
  )
}
