import { Button, Group, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { FieldMap } from '#shared/domain/field-map.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import {
  chooseAll,
  decisionOf,
  openRows,
  rowsOf,
  standingChoices,
  versionsOf,
  type ConflictChoices,
  type MadeChoice,
} from './conflict-choices.ts'
import { conflictGroups } from './conflict-groups.ts'
import classes from '../two-panes/two-panes.module.css'
import { FieldTable } from './field-table.tsx'
import { focusResult, focusRow, focusedRow, usePaneKeys } from '../two-panes/use-pane-keys.ts'

interface FieldsDetailProps {
  customer: Customer
  fields: FieldMap
  remote: string
  decide: (decision: ConflictDecision) => void
}

/** Fields that both sides changed: each is chosen, or typed anew, and the result is kept. */
export function FieldsDetail({ customer, fields, remote, decide }: FieldsDetailProps) {
  const t = useText('conflicts')
  const groups = useMemo(() => conflictGroups(customer, fields), [customer, fields])
  const [made, setMade] = useState<Readonly<Record<string, MadeChoice>>>({})
  // What changes there while somebody chooses is asked again, and nothing else.
  const choices = useMemo(() => standingChoices(groups, made), [groups, made])
  const setChoices = (next: ConflictChoices): void => {
    const rows = new Map(rowsOf(groups).map((row) => [row.id, versionsOf(row)]))
    setMade(
      Object.fromEntries(
        Object.entries(next).map(([id, choice]) => [id, { choice, between: rows.get(id) ?? '' }]),
      ),
    )
  }
  const open = openRows(groups, choices)
  const apply = (): void => {
    if (open.length === 0) decide(decisionOf(groups, choices))
  }
  const keep = useRef<HTMLButtonElement>(null)
  const [wantsKeep, setWantsKeep] = useState(0)
  // The button takes the focus once it can be pressed.
  useEffect(() => {
    if (wantsKeep > 0) keep.current?.focus()
  }, [wantsKeep])
  const all = (take: ConflictSide): void => {
    setChoices(chooseAll(groups, take))
    setWantsKeep((times) => times + 1)
  }
  const chooseHere = (take: ConflictSide): void => {
    const rows = rowsOf(groups)
    const id = focusedRow() ?? open[0]?.id ?? rows[0]?.id
    if (id === undefined) return
    setChoices({ ...choices, [id]: { take } })
    const next = rows[rows.findIndex((row) => row.id === id) + 1]
    if (next === undefined) focusRow(id, take)
    else focusRow(next.id, 'mine')
  }
  usePaneKeys({
    '1': () => chooseHere('mine'),
    '2': () => chooseHere('theirs'),
    m: () => all('mine'),
    t: () => all('theirs'),
    e: () => focusResult(focusedRow()),
    Enter: apply,
  })
  return (
    <>
      <FieldTable
        customer={customer}
        groups={groups}
        choices={choices}
        remote={remote}
        onChoose={(id, choice) => {
          setChoices({ ...choices, [id]: choice })
        }}
      />
      <Group gap="sm" className={classes.actions}>
        <Button ref={keep} disabled={open.length > 0} onClick={apply} aria-keyshortcuts="Enter">
          {t('detail.apply')}
        </Button>
        <Button variant="default" aria-keyshortcuts="M" onClick={() => all('mine')}>
          {t('detail.allMine')}
        </Button>
        <Button variant="default" aria-keyshortcuts="T" onClick={() => all('theirs')}>
          {t('detail.allTheirs')}
        </Button>
        {open.length > 0 && <Text c="dimmed">{t('detail.rest', { count: open.length })}</Text>}
      </Group>
      <Text c="dimmed" size="sm" className={classes.note}>
        {t('detail.note')}
      </Text>
    </>
  )
}
