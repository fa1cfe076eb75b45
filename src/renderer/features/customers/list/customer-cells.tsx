import { memo } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterColumn } from '#renderer/roster/roster-query.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { GridCell, WaitingCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import { customerState } from '../customer-state.ts'
import { cellText } from './customer-columns.ts'

interface CustomerCellsProps {
  /** Undefined while it is being read. */
  customer: Customer | undefined
  columns: readonly RosterColumn[]
  connected: boolean
}

/** The cells of one customer; drawn again only where the customer or the columns change. */
export const CustomerCells = memo(function CustomerCells({
  customer,
  columns,
  connected,
}: CustomerCellsProps) {
  const t = useText('customers')
  const common = useText('common')
  if (customer === undefined) {
    return columns.map((column, position) => <WaitingCell key={column} width={position === 0 ? 70 : 45} />)
  }
  return columns.map((column) => {
    if (column === 'updatedAt' || column === 'createdAt') {
      return (
        <GridCell key={column} align="end" quiet>
          <Ago at={customer[column]} />
        </GridCell>
      )
    }
    if (column === 'state') {
      const words = {
        'in-step': common('states.inStep'),
        waiting: t('state.waiting'),
        deleting: t('state.deleting'),
        refused: t('state.needsYou'),
        conflict: t('state.needsYou'),
        'only-here': t('state.onlyHere'),
        local: '',
      }[customerState(customer, connected)]
      return (
        <GridCell key={column} quiet>
          {words}
        </GridCell>
      )
    }
    const text = cellText(customer, column) ?? ''
    const empty = column === 'name' ? common('unnamed') : common('none')
    return (
      <GridCell key={column} strong={column === 'name'} quiet={text === ''} title={text}>
        {text === '' ? empty : text}
      </GridCell>
    )
  })
})
