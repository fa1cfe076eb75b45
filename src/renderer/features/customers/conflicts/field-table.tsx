import { Anchor, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import type { FieldChoice } from '#shared/domain/decide-conflict.ts'
import type { FieldMap, FieldValue } from '#shared/domain/field-map.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { emptyAddressFields } from '#shared/domain/address.ts'
import { BreakableText } from '#renderer/ui/breakable-text.tsx'
import { addressInOneLine, formatAddress } from '../addresses/format-address.ts'
import { fieldWords, partWords, valueWords } from '../history/field-words.ts'
import { isFaulty, type ConflictChoices } from './conflict-choices.ts'
import { addressOfGroup, partsOf, type ConflictGroup, type ConflictRow } from './conflict-groups.ts'
import classes from '../two-panes/two-panes.module.css'
import { VersionHeads } from './version-heads.tsx'

interface FieldTableProps {
  customer: Customer
  groups: readonly ConflictGroup[]
  choices: ConflictChoices
  onChoose: (id: string, choice: FieldChoice) => void
  remote: string
}

/** Longer values are cut to a few lines until somebody wants to see them. */
const LONGEST_SHOWN = 90

/** Both versions of every field side by side, with what comes of it; a version is chosen by clicking it. */
export function FieldTable({ customer, groups, choices, onChoose, remote }: FieldTableProps) {
  const t = useText('conflicts')
  const address = (group: ConflictGroup): string =>
    addressInOneLine({ ...emptyAddressFields(), ...addressOfGroup(customer, group) })
  return (
    <table className={classes.table}>
      <VersionHeads remote={remote} result />
      {groups.map((group) => (
        <tbody key={group.addressId}>
          {group.addressId !== '' && (
            <tr className={classes.group}>
              <th scope="colgroup" colSpan={5}>
                {address(group) === ''
                  ? t('detail.addressNew')
                  : t('detail.addressGroup', { address: address(group) })}
              </th>
            </tr>
          )}
          {group.rows.map((row) => (
            <FieldRow
              key={row.id}
              row={row}
              customer={customer}
              choice={choices[row.id]}
              onChoose={(choice) => {
                onChoose(row.id, choice)
              }}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}

interface FieldRowProps {
  row: ConflictRow
  customer: Customer
  choice: FieldChoice | undefined
  onChoose: (choice: FieldChoice) => void
}

function FieldRow({ row, customer, choice, onChoose }: FieldRowProps) {
  const t = useText('conflicts')
  const words = useText('customers')
  const { addresses } = customer
  const name = row.whole
    ? t('detail.wholeAddress')
    : row.id.startsWith('address/')
      ? partWords(row.id, words)
      : fieldWords(row.id, addresses, words)
  const textOf = (values: FieldMap): string =>
    row.whole
      ? formatAddress({ ...emptyAddressFields(), ...partsOf(values) }).join('\n')
      : valueWords(row.id, values[row.id] ?? '', addresses, words)
  const [all, setAll] = useState(false)
  const isLong =
    !row.whole &&
    [row.before ?? {}, row.mine, row.theirs].some((values) => textOf(values).length > LONGEST_SHOWN)
  const cut = (isLong && !all) || undefined
  const emptyWords = row.whole ? t('detail.removed') : t('detail.empty')
  const shown = (text: string): ReactNode =>
    text === '' ? <span className={classes.empty}>{emptyWords}</span> : <BreakableText text={text} />
  const side = (take: 'mine' | 'theirs', values: FieldMap) => {
    const text = textOf(values)
    const label = { side: t(`detail.${take}`), field: name, value: text === '' ? emptyWords : text }
    return (
      <td>
        <label className={classes.choice} data-chosen={choice?.take === take || undefined}>
          <input
            type="radio"
            name={`conflict-${customer.id}-${row.id}`}
            checked={choice?.take === take}
            aria-label={t('detail.side', label)}
            onChange={() => {
              onChoose({ take })
            }}
          />
          <span className={classes.value} data-cut={cut}>
            {shown(text)}
          </span>
        </label>
      </td>
    )
  }
  return (
    <tr data-row-id={row.id}>
      <th scope="row">
        {name}
        {cut === true && (
          <Anchor
            component="button"
            size="xs"
            display="block"
            aria-label={t('detail.showAllOf', { field: name })}
            onClick={() => setAll(true)}
          >
            {t('detail.showAll')}
          </Anchor>
        )}
      </th>
      <td className={classes.before}>
        {row.before === null ? (
          <span className={classes.empty}>{t('detail.unknown')}</span>
        ) : (
          <span className={classes.value} data-cut={cut}>
            {shown(textOf(row.before))}
          </span>
        )}
      </td>
      {side('mine', row.mine)}
      {side('theirs', row.theirs)}
      <td className={classes.result}>
        <Result row={row} choice={choice} name={name} textOf={textOf} shown={shown} onChoose={onChoose} />
      </td>
    </tr>
  )
}

interface ResultProps {
  row: ConflictRow
  choice: FieldChoice | undefined
  name: string
  textOf: (values: FieldMap) => string
  shown: (text: string) => ReactNode
  onChoose: (choice: FieldChoice) => void
}

/** What the field will be; another text than the two can be typed where that makes sense. */
function Result({ row, choice, name, textOf, shown, onChoose }: ResultProps) {
  const t = useText('conflicts')
  if (!row.editable) {
    if (choice === undefined) return <span className={classes.empty}>{t('detail.choose')}</span>
    const values = choice.take === 'theirs' ? row.theirs : row.mine
    return <span className={classes.value}>{shown(textOf(values))}</span>
  }
  const value = resultOf(row, choice)
  const props = {
    size: 'xs',
    'aria-label': t('detail.edit', { field: name }),
    'data-result': true,
    value: typeof value === 'string' ? value : '',
    placeholder: choice === undefined ? t('detail.choose') : t('detail.empty'),
    error: isFaulty(row, choice) ? t('detail.fault') : null,
    maxLength: 5000,
    onChange: (event: { currentTarget: { value: string } }) => {
      onChoose({ take: 'edited', value: event.currentTarget.value })
    },
  } as const
  return row.id === 'notes' ? <Textarea {...props} autosize maxRows={5} /> : <TextInput {...props} />
}

function resultOf(row: ConflictRow, choice: FieldChoice | undefined): FieldValue {
  if (choice === undefined) return ''
  if (choice.take === 'edited') return choice.value
  return (choice.take === 'mine' ? row.mine : row.theirs)[row.id] ?? ''
}
