import { notifications } from '@mantine/notifications'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { maySendNow } from '#renderer/replication/status.ts'
import { useTryNow } from '#renderer/workspace/use-try-now.ts'
import { useSyncStatus } from '#renderer/workspace/use-sync-status.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { KeysLine } from '../two-panes/keys-line.tsx'
import { RecordGrid } from '../two-panes/record-grid.tsx'
import { TwoPanesPage } from '../two-panes/two-panes-page.tsx'
import { usePaneKeys } from '../two-panes/use-pane-keys.ts'
import { useRecordList, type ListedRecord } from '../two-panes/use-record-list.ts'
import { useRecordSelection } from '../two-panes/use-record-selection.ts'
import { PendingPane } from './pending-pane.tsx'
import { PendingSelectionBar } from './pending-selection-bar.tsx'
import { useDiscard } from './use-discard.tsx'
import { waitWords } from './wait-words.ts'
import { useWaitingMappings } from './use-waiting-mappings.ts'
import { whatWaits } from './what-waits.ts'

interface PendingPageProps {
  openCustomer: (id: string) => void
  back: () => void
}

/** Rows before the end of the list at which more are read. */
const AHEAD = 40

/** Everything that waits to be sent: the list on the left, one record field by field on the right. */
export function PendingPage({ openCustomer, back }: PendingPageProps) {
  const t = useText('pending')
  const words = useText('customers')
  const { count: shown, fullTime } = useFormats()
  const { capabilities, sync } = useWorkspace()
  const status = useSyncStatus()
  const tryNow = useTryNow()
  const remote = capabilities?.displayName ?? ''
  const [search, setSearch] = useState('')
  const grid = useRef<DataGridHandle>(null)
  const { mappings$, more, readMore, readAll } = useWaitingMappings()
  const list = useRecordList({ state: 'waiting', mappings$, search, firstId: '' })
  const record = list.at(list.active)
  const listed = useRecordSelection(list.ids)
  const [wantsAll, setWantsAll] = useState(false)
  if (wantsAll && more === 0) {
    setWantsAll(false)
    if (listed.all !== 'all') listed.toggleAll()
  }
  useEffect(() => {
    // What is looked for may be among those that were not read.
    if (wantsAll || search !== '') readAll()
  }, [wantsAll, search, readAll])
  const selection = { ...listed, toggleAll: more === 0 ? listed.toggleAll : () => setWantsAll(true) }
  const { count, setVisible: follow } = list
  const setVisible = useCallback(
    (from: number, to: number) => {
      follow(from, to)
      if (more > 0 && to > count - AHEAD) readMore()
    },
    [follow, more, count, readMore],
  )
  const total = list.count + (search === '' ? more : 0)
  const { discard, undo } = useDiscard()

  const split = (ids: readonly string[]) => ({
    customers: ids.filter((id) => !list.isMapping(id)),
    mappings: ids.filter(list.isMapping),
  })
  const sendNow = (ids: readonly string[]): void => {
    if (maySendNow(status)) tryNow((engine) => engine.sendNow(split(ids)))
    else {
      // The key says why the button cannot be pressed.
      const why = waitWords(t, status, { kind: 'next', until: 0 }, remote, fullTime)
      notifications.show({ message: why, withBorder: true })
    }
  }
  const giveUp = (ids: readonly string[]): void => {
    const { customers, mappings } = split(ids)
    discard(customers, mappings)
    selection.clear()
  }
  const current = record === undefined ? [] : [record.id]
  const chosen = selection.ids.size > 0 ? [...selection.ids] : current
  usePaneKeys({
    j: () => list.move(1),
    k: () => list.move(-1),
    x: () => selection.toggle(list.active, false),
    s: () => sendNow(chosen),
    d: () => giveUp(chosen),
    o: () => {
      if (record?.customer !== undefined) openCustomer(record.customer.id)
    },
    'Mod+a': selection.toggleAll,
    'Mod+z': undo,
    Escape: selection.clear,
  })
  const what = useCallback((row: ListedRecord) => whatWaits(row, t, words), [t, words])
  return (
    <TwoPanesPage
      texts={{
        ...{ title: t('title'), back: t('back'), search: t('search'), searchClear: t('searchClear') },
        ...{ empty: t('empty.title'), noMatch: t('empty.noMatch') },
        emptyText: sync === null ? t('empty.local') : search === '' ? t('empty.text', { remote }) : '',
      }}
      count={shown(total)}
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
            list={{ ...list, setVisible }}
            selection={selection}
            what={what}
            open={list.setActive}
            edit={list.setActive}
          />
          <PendingSelectionBar
            selection={selection}
            total={total}
            maySend={maySendNow(status)}
            sendNow={() => sendNow(chosen)}
            discard={() => giveUp(chosen)}
          />
        </>
      }
      right={
        <>
          {record !== undefined && sync !== null && (
            <PendingPane
              key={record.id}
              record={record}
              sync={sync}
              status={status}
              remote={remote}
              openCustomer={openCustomer}
              sendNow={() => sendNow(current)}
              discard={() => giveUp(current)}
            />
          )}
          <KeysLine
            title={t('keys.title')}
            keys={[
              [t('keys.send'), ['S']],
              [t('keys.discard'), ['D']],
              [t('keys.move'), ['J', 'K']],
              [t('keys.select'), ['X']],
              [t('keys.open'), ['O']],
              [t('keys.undo'), ['mod Z']],
            ]}
          />
        </>
      }
    />
  )
}
