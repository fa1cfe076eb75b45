import { Button } from '@mantine/core'
import { IconArrowLeft, IconChecks } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { DataGrid, type DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { GridCell, WaitingCell } from '#renderer/ui/data-grid/grid-cell.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConflictPane } from './conflict-panes.tsx'
import { whatDiffers, whoOf } from './conflict-words.ts'
import classes from './conflicts.module.css'
import { KeysLine } from './keys-line.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { focusFirstRow, useConflictKeys } from './use-conflict-keys.ts'
import { useConflicts, type Conflict } from './use-conflicts.ts'
import { useConflictSelection } from './use-conflict-selection.ts'
import { useDecide } from './use-decide.tsx'

interface ConflictsPageProps {
  /** The customer or SKU mapping to begin with; '' = the first. */
  firstId: string
  openCustomer: (id: string) => void
  back: () => void
}

const ROW_HEIGHT = 36

/** Every record that was changed here and at the remote: the list on the left, both versions of one on the right. */
export function ConflictsPage({ firstId, openCustomer, back }: ConflictsPageProps) {
  const t = useText('conflicts')
  const common = useText('common')
  const words = useText('customers')
  const { count: shown } = useFormats()
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const [search, setSearch] = useState('')
  const grid = useRef<DataGridHandle>(null)
  const list = useConflicts(search, firstId)
  const { active, setActive } = list
  const conflict = list.at(active)
  const selection = useConflictSelection(list.ids)
  const decide = useDecide()

  const move = (by: number): void => {
    setActive(Math.min(Math.max(0, active + by), Math.max(0, list.count - 1)))
  }
  useConflictKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => selection.toggle(active, false),
    'Mod+a': selection.toggleAll,
    'Mod+z': decide.undo,
    Escape: selection.clear,
  })

  const ready = list.count > 0
  useEffect(() => {
    if (ready) grid.current?.focus()
  }, [ready])
  const shownId = conflict?.customer === undefined ? '' : conflict.id
  // What had the focus went with the record that was decided: the next one takes it.
  useEffect(() => {
    if (shownId !== '' && document.activeElement === document.body) focusFirstRow()
  }, [shownId])

  const unnamed = common('unnamed')
  const cells = useCallback(
    (row: Conflict | undefined) => {
      if (row === undefined || row.customer === undefined) {
        return (
          <>
            <WaitingCell width={60} />
            <WaitingCell width={40} />
          </>
        )
      }
      const what = whatDiffers(row, t, words, remote)
      return (
        <>
          <GridCell strong>{whoOf(row, unnamed)}</GridCell>
          <GridCell quiet title={what}>
            {what}
          </GridCell>
        </>
      )
    },
    [t, words, remote, unnamed],
  )
  const columns = useMemo(
    () => [
      { id: 'who', label: t('columns.who'), minWidth: 140, grow: 3, sortable: false },
      { id: 'what', label: t('columns.what'), minWidth: 90, grow: 2, sortable: false },
    ],
    [t],
  )
  const empty = list.known && list.count === 0
  return (
    <Page
      fill
      title={t('title')}
      aside={list.known ? shown(list.count) : ''}
      lead={<IconButton label={t('back')} icon={IconArrowLeft} onClick={back} />}
      actions={
        <SearchBox
          label={t('search')}
          placeholder={t('search')}
          clearLabel={t('searchClear')}
          value={search}
          onChange={(value) => {
            setSearch(value)
            setActive(0)
          }}
          onLeave={() => grid.current?.focus()}
        />
      }
    >
      {empty ? (
        <EmptyState
          icon={IconChecks}
          title={search === '' ? t('empty.title') : t('empty.noMatch')}
          text={capabilities === null ? t('empty.local') : search === '' ? t('empty.text', { remote }) : ''}
          {...(search === ''
            ? {}
            : {
                actions: (
                  <Button
                    variant="default"
                    onClick={() => {
                      setSearch('')
                    }}
                  >
                    {t('empty.clear')}
                  </Button>
                ),
              })}
        />
      ) : (
        <div className={classes.split}>
          <div className={classes.list}>
            <DataGrid
              handle={grid}
              label={t('list')}
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
                allLabel: t('selectAll'),
                rowLabel: (row) => t('selectOne', { name: row === undefined ? '' : whoOf(row, unnamed) }),
              }}
              active={active}
              onActive={setActive}
              onAction={(action, index) => {
                if (action === 'open' || action === 'edit') {
                  setActive(index)
                  // Once the record is on the right.
                  requestAnimationFrame(focusFirstRow)
                } else if (action === 'select-all') selection.toggleAll()
                else if (action === 'clear') selection.clear()
              }}
              onVisible={list.setVisible}
            />
            <SelectionBar
              selection={selection}
              total={list.count}
              progress={decide.progress}
              decide={(side) => {
                const ids = [...selection.ids]
                decide.many(
                  ids.filter((id) => !list.isMapping(id)),
                  ids.filter(list.isMapping),
                  side,
                )
                selection.clear()
              }}
            />
          </div>
          <div className={classes.side}>
            {conflict !== undefined && (
              <ConflictPane
                key={conflict.id}
                conflict={conflict}
                remote={remote}
                decide={decide}
                openCustomer={openCustomer}
              />
            )}
            <KeysLine />
          </div>
        </div>
      )}
    </Page>
  )
}
