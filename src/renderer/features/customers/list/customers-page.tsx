import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { distinctUntilChanged, map } from 'rxjs'
import { useLocation } from 'wouter'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterColumn, RosterQuery } from '#renderer/roster/roster-query.ts'
import { DataGrid, type DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import type { GridAction } from '#renderer/ui/data-grid/grid-keyboard.ts'
import { Page } from '#renderer/ui/page.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { usePageKeys } from '#renderer/workspace/use-page-keys.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { BulkBar } from './bulk-bar.tsx'
import { gridColumns, shownColumns } from './customer-columns.ts'
import classes from './customers-page.module.css'
import { isFiltered } from './filters.ts'
import { ListEmpty } from './list-empty.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { openForEditing } from './list-memory.ts'
import { ListToolbar } from './list-toolbar.tsx'
import { Preparing } from './preparing.tsx'
import { useBulkActions } from './use-bulk-actions.tsx'
import { useCustomerCells } from './use-customer-cells.tsx'
import { useCustomerList } from './use-customer-list.ts'
import { useSelection } from './use-selection.ts'

interface CustomersPageProps {
  onImport: () => void
  /** The button that does it too; another feature's, put in by the app. */
  importButton: ReactNode
  /** The export menu for what is shown, or for what is selected; likewise. */
  renderExport: (query: RosterQuery, selectedIds: readonly string[] | null) => ReactNode
}

const NO_COUNTS = { total: 0, active: 0, archived: 0, waiting: 0, needsYou: 0, conflicts: 0 }

/** All customers of the workspace in a virtualised grid. */
export function CustomersPage({ onImport, importButton, renderExport }: CustomersPageProps) {
  const t = useText('customers')
  const { count: countText } = useFormats()
  const { settings, updateSettings, workspaces } = useApp()
  const [copying, setCopying] = useState<readonly string[] | null>(null)
  const workspace = useWorkspace()
  const { roster, capabilities } = workspace
  const [, navigate] = useLocation()
  const { snapshot, query, changeQuery, active, setActive, setVisible, offset, keepOffset } =
    useCustomerList()
  const selection = useSelection(snapshot, query)
  const bulk = useBulkActions()
  const counts = useObservable(roster.counts$, NO_COUNTS)
  // How far it is changes many times while the first rows are drawn: only the state matters here.
  const rosterState$ = useMemo(
    () =>
      roster.status$.pipe(
        map(({ state }) => state),
        distinctUntilChanged(),
      ),
    [roster],
  )
  const rosterState = useObservable(rosterState$, 'loading')
  const searchRef = useRef<HTMLInputElement>(null)
  const grid = useRef<DataGridHandle>(null)

  const columns = useMemo(() => shownColumns(settings.customerColumns), [settings.customerColumns])
  const headers = useMemo(() => gridColumns(columns, t), [columns, t])
  const draw = useCustomerCells(columns, capabilities !== null)
  const { count } = snapshot
  const idsToActOn = (index: number): string[] => {
    if (selection.ids.size > 0) return [...selection.ids]
    const id = snapshot.idAt(index)
    return id === undefined ? [] : [id]
  }
  const onAction = (action: Exclude<GridAction['kind'], 'move' | 'toggle'>, index: number): void => {
    const id = snapshot.idAt(index)
    switch (action) {
      case 'open':
      case 'edit':
        if (id !== undefined) {
          setActive(index)
          if (action === 'edit') openForEditing(workspace, id)
          navigate(paths.customer(id))
        }
        break
      case 'select-all':
        selection.selectAll()
        break
      case 'clear':
        if (selection.ids.size > 0) selection.clear()
        else if (query.search !== '') changeQuery({ search: '' })
        break
      case 'archive':
        bulk.archive(idsToActOn(index), query.archived !== 'archived')
        selection.clear()
        break
      case 'delete':
        bulk.remove(idsToActOn(index))
        selection.clear()
        break
    }
  }
  usePageKeys({
    '/': () => searchRef.current?.focus(),
    j: () => grid.current?.focus(),
    ArrowDown: () => grid.current?.focus(),
    'Mod+a': selection.selectAll,
    Escape: () => {
      selection.clear()
    },
  })
  const newCustomer = useCallback(() => {
    navigate(paths.newCustomer)
  }, [navigate])
  const changeFilters = useCallback(
    (change: Partial<RosterQuery>) => {
      changeQuery(change)
      grid.current?.scrollToTop()
    },
    [changeQuery],
  )
  const chooseColumns = useCallback(
    (customerColumns: RosterColumn[]) => {
      updateSettings({ customerColumns })
    },
    [updateSettings],
  )
  const focusGrid = useCallback(() => grid.current?.focus(), [])

  const filtered = isFiltered(query)
  const shownTotal =
    query.archived === 'active'
      ? counts.active
      : query.archived === 'archived'
        ? counts.archived
        : counts.total
  const countWords = filtered
    ? t('list.countOf', { shown: countText(count), total: countText(shownTotal) })
    : countText(snapshot.provisional ? Math.max(shownTotal, count) : count)
  const empty = snapshot.known && !snapshot.provisional && count === 0 && rosterState === 'ready'

  return (
    <Page
      fill
      title={t('title')}
      aside={snapshot.known ? <span data-testid="customer-count">{countWords}</span> : ''}
      actions={
        <>
          {importButton}
          {renderExport(query, null)}
          <Button leftSection={<IconPlus size={15} />} onClick={newCustomer}>
            {t('list.new')}
          </Button>
        </>
      }
    >
      <ListToolbar
        query={query}
        onChange={changeFilters}
        columns={columns}
        onColumns={chooseColumns}
        searchRef={searchRef}
        onLeaveSearch={focusGrid}
      />
      <div className={classes.body}>
        <DataGrid
          handle={grid}
          label={t('list.label')}
          columns={headers}
          rowCount={count}
          rowHeight={settings.density === 'compact' ? 36 : 44}
          rowAt={(index) => {
            const id = snapshot.idAt(index)
            return id === undefined ? undefined : snapshot.customer(id)
          }}
          renderCells={draw.cells}
          lead={{ width: 20, label: t('list.stateColumn'), render: draw.mark }}
          sort={query.sort}
          onSort={(sort) => {
            changeQuery({ sort: { column: sort.column as RosterColumn, descending: sort.descending } })
          }}
          selection={{
            has: (index) => selection.ids.has(snapshot.idAt(index) ?? ''),
            toggle: selection.toggle,
            all: selection.ids.size === 0 ? 'none' : selection.ids.size >= count ? 'all' : 'some',
            toggleAll: selection.ids.size === 0 ? selection.selectAll : selection.clear,
            allLabel: t('list.selectAll'),
            rowLabel: draw.selectLabel,
          }}
          active={active}
          onActive={setActive}
          onAction={onAction}
          onVisible={setVisible}
          initialOffset={offset}
          onScrollOffset={keepOffset}
          overlay={
            empty ? (
              <ListEmpty
                query={query}
                total={counts.total}
                onClear={changeQuery}
                onAdd={newCustomer}
                onImport={onImport}
              />
            ) : null
          }
        />
        {rosterState === 'rebuilding' && <Preparing />}
        <BulkBar
          selection={selection}
          count={snapshot.provisional ? 0 : count}
          archivedShown={query.archived}
          sendTo={query.state === 'local-only' ? (capabilities?.displayName ?? '') : ''}
          actions={bulk}
          exportMenu={renderExport(query, [...selection.ids])}
          copy={workspaces.length > 1 ? setCopying : null}
        />
        {copying !== null && <CopyDialog ids={copying} close={() => setCopying(null)} />}
      </div>
    </Page>
  )
}
