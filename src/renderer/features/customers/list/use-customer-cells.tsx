import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterColumn } from '#renderer/roster/roster-query.ts'
import { AgoAsOf } from '#renderer/ui/ago.tsx'
import { GridCell, WaitingCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import { useMinute } from '#renderer/ui/use-minute.ts'
import { customerState } from '../customer-state.ts'
import { StateMark } from '../state-mark.tsx'
import { cellText } from './customer-columns.ts'

/** How the grid draws a customer; undefined while it is being read. The functions stay the same between renders. */
interface CustomerCells {
  readonly cells: (customer: Customer | undefined) => ReactNode
  readonly mark: (customer: Customer | undefined) => ReactNode
  /** Name of the row's checkbox. */
  readonly selectLabel: (customer: Customer | undefined) => string
}

/** Texts and time are asked for once here, and not by each of some hundred cells. */
export function useCustomerCells(columns: readonly RosterColumn[], connected: boolean): CustomerCells {
  const t = useText('customers')
  const common = useText('common')
  const now = useMinute()
  const locale = useTranslation().i18n.language
  return useMemo(() => {
    const ago = { now, locale, words: { never: common('never'), moment: common('moment') } }
    const none = common('none')
    const unnamed = common('unnamed')
    const states = {
      'in-step': common('states.inStep'),
      waiting: t('state.waiting'),
      deleting: t('state.deleting'),
      refused: t('state.needsYou'),
      conflict: t('state.needsYou'),
      'only-here': t('state.onlyHere'),
      local: '',
    }
    const cell = (customer: Customer, column: RosterColumn): ReactNode => {
      if (column === 'updatedAt' || column === 'createdAt') {
        return (
          <GridCell key={column} align="end" quiet>
            <AgoAsOf at={customer[column]} {...ago} />
          </GridCell>
        )
      }
      if (column === 'state') {
        return (
          <GridCell key={column} quiet>
            {states[customerState(customer, connected)]}
          </GridCell>
        )
      }
      const text = cellText(customer, column) ?? ''
      return (
        <GridCell key={column} strong={column === 'name'} quiet={text === ''} title={text}>
          {text === '' ? (column === 'name' ? unnamed : none) : text}
        </GridCell>
      )
    }
    return {
      cells: (customer) =>
        customer === undefined
          ? columns.map((column, position) => <WaitingCell key={column} width={position === 0 ? 70 : 45} />)
          : columns.map((column) => cell(customer, column)),
      mark: (customer) =>
        customer === undefined ? null : <StateMark state={customerState(customer, connected)} />,
      selectLabel: (customer) => {
        const name = customer === undefined ? '' : displayName(customer)
        return t('list.selectRow', { name: name === '' ? unnamed : name })
      },
    }
  }, [columns, connected, t, common, now, locale])
}
