import { useCallback, useMemo, type RefObject } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { DataGrid, type DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { GridCell, WaitingCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import { whoOf } from './who-of.ts'
import type { ListedRecord, RecordList } from './use-record-list.ts'
import type { RecordSelection } from './use-record-selection.ts'

interface RecordGridProps {
  handle: RefObject<DataGridHandle | null>
  texts: { label: string; who: string; what: string }
  list: RecordList
  selection: RecordSelection
  /** What is the matter with a record, in few words; must keep its identity. */
  what: (record: ListedRecord) => string
  /** Enter or a click on a row. */
  open: (index: number) => void
  /** E on a row. */
  edit: (index: number) => void
}

const ROW_HEIGHT = 36

/** The list on the left: who, and what is the matter. */
export function RecordGrid({ handle, texts, list, selection, what, open, edit }: RecordGridProps) {
  const common = useText('common')
  const unnamed = common('unnamed')
  const cells = useCallback(
    (row: ListedRecord | undefined) => {
      if (row?.customer === undefined) {
        return (
          <>
            <WaitingCell width={60} />
            <WaitingCell width={40} />
          </>
        )
      }
      const words = what(row)
      const who = whoOf(row, unnamed)
      return (
        <>
          <GridCell strong title={who}>
            {who}
          </GridCell>
          <GridCell quiet title={words}>
            {words}
          </GridCell>
        </>
      )
    },
    [what, unnamed],
  )
  const columns = useMemo(
    () => [
      { id: 'who', label: texts.who, minWidth: 150, grow: 1, sortable: false },
      { id: 'what', label: texts.what, minWidth: 110, grow: 1, sortable: false },
    ],
    [texts.who, texts.what],
  )
  return (
    <DataGrid
      handle={handle}
      label={texts.label}
      columns={columns}
      rowCount={list.count}
      rowHeight={ROW_HEIGHT}
      rowAt={list.at}
      renderCells={cells}
      sort={null}
      onSort={() => undefined}
      selection={{
        has: (index) => selection.has(list.ids[index] ?? ''),
        toggle: selection.toggle,
        all: selection.all,
        toggleAll: selection.toggleAll,
        allLabel: common('selectAll'),
        rowLabel: (row) => common('selectOne', { name: row === undefined ? '' : whoOf(row, unnamed) }),
      }}
      active={list.active}
      onActive={list.setActive}
      onAction={(action, index) => {
        if (action === 'open') open(index)
        else if (action === 'edit') edit(index)
        else if (action === 'select-all') selection.toggleAll()
        else if (action === 'clear') selection.clear()
      }}
      onVisible={list.setVisible}
    />
  )
}
