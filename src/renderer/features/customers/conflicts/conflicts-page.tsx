import type { TFunction } from 'i18next'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConflictPane } from './conflict-panes.tsx'
import { whatDiffers } from './conflict-words.ts'
import { KeysLine } from '../two-panes/keys-line.tsx'
import { RecordGrid } from '../two-panes/record-grid.tsx'
import { TwoPanesPage } from '../two-panes/two-panes-page.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { focusedRow, focusFirstRow, focusResult, usePaneKeys } from '../two-panes/use-pane-keys.ts'
import type { ListedRecord } from '../two-panes/use-record-list.ts'
import { useConflicts } from './use-conflicts.ts'
import { useRecordSelection } from '../two-panes/use-record-selection.ts'
import { useDecide } from './use-decide.tsx'

interface ConflictsPageProps {
  /** The customer or SKU mapping to begin with; '' = the first. */
  firstId: string
  openCustomer: (id: string) => void
  back: () => void
}

/** Every record that differs here and at the remote and waits for a person: the list on the left, both versions of one on the right. */
export function ConflictsPage({ firstId, openCustomer, back }: ConflictsPageProps) {
  const t = useText('conflicts')
  const words = useText('customers')
  const { count: shown } = useFormats()
  const { capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const [search, setSearch] = useState('')
  const grid = useRef<DataGridHandle>(null)
  const list = useConflicts(search, firstId)
  const conflict = list.at(list.active)
  const selection = useRecordSelection(list.ids)
  const decide = useDecide(list.show)

  usePaneKeys({
    j: () => list.move(1),
    k: () => list.move(-1),
    x: () => selection.toggle(list.active, false),
    'Mod+a': selection.toggleAll,
    'Mod+z': decide.undo,
    Escape: () => {
      // What was chosen and typed stays.
      if (focusedRow() === null) selection.clear()
      else grid.current?.focus()
    },
  })

  const shownId = conflict?.customer === undefined ? '' : conflict.id
  // What had the focus went with the record that was decided: the next one takes it.
  useEffect(() => {
    if (shownId === '') return
    if (document.activeElement === document.body) focusFirstRow()
    // One that was brought back may be another row than the one that has the focus.
    else if (document.activeElement?.closest('[data-row]') != null) grid.current?.focus()
  }, [shownId])

  const what = useCallback((row: ListedRecord) => whatDiffers(row, t, words, remote), [t, words, remote])
  return (
    <TwoPanesPage
      texts={{
        ...{ title: t('title'), back: t('back'), search: t('search'), searchClear: t('searchClear') },
        ...{ empty: t('empty.title'), noMatch: t('empty.noMatch') },
        emptyText:
          capabilities === null ? t('empty.local') : search === '' ? t('empty.text', { remote }) : '',
      }}
      count={shown(list.count)}
      back={back}
      search={search}
      onSearch={setSearch}
      list={list}
      grid={grid}
      left={
        <>
          <RecordGrid
            handle={grid}
            texts={{ label: t('list'), who: t('columns.who'), what: t('columns.what') }}
            list={list}
            selection={selection}
            what={what}
            open={(index) => {
              list.setActive(index)
              // Once the record is on the right.
              requestAnimationFrame(focusFirstRow)
            }}
            // At once: what is typed next is the result.
            edit={() => focusResult(null)}
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
        </>
      }
      right={
        <>
          {conflict !== undefined && (
            <ConflictPane
              key={conflict.id}
              conflict={conflict}
              remote={remote}
              decide={decide}
              openCustomer={openCustomer}
            />
          )}
          <KeysLine
            title={t('keys.title')}
            keys={[
              ...decidingKeys(conflict, t),
              [t('keys.move'), ['J', 'K']],
              [t('keys.select'), ['X']],
              [t('keys.undo'), ['mod Z']],
            ]}
          />
        </>
      }
    />
  )
}

/** The keys that decide the record that is shown. */
function decidingKeys(record: ListedRecord | undefined, t: TFunction<'conflicts'>): [string, string[]][] {
  // The ways out bear their keys themselves.
  if (record?.kind === 'mapping') return []
  switch (record?.customer?.sync.theirs?.kind) {
    case 'deleted-there':
    case 'edited-there':
      return []
    case 'fields':
    case undefined:
      return [
        [t('keys.side'), ['1', '2']],
        [t('keys.all'), ['M', 'T']],
        [t('keys.edit'), ['E']],
        [t('keys.apply'), ['Enter']],
        [t('keys.list'), ['Esc']],
      ]
  }
}
