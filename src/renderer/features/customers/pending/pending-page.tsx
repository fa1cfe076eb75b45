import { Button } from '@mantine/core'
import { IconArrowLeft, IconChecks } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { of } from 'rxjs'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { KeysLine } from '../two-panes/keys-line.tsx'
import { RecordGrid } from '../two-panes/record-grid.tsx'
import classes from '../two-panes/two-panes.module.css'
import { usePaneKeys } from '../two-panes/use-pane-keys.ts'
import { useRecordList, type ListedRecord } from '../two-panes/use-record-list.ts'
import { useRecordSelection } from '../two-panes/use-record-selection.ts'
import { PendingPane } from './pending-pane.tsx'
import { PendingSelectionBar } from './pending-selection-bar.tsx'
import { useDiscard } from './use-discard.tsx'
import { whatWaits } from './what-waits.ts'

interface PendingPageProps {
  openCustomer: (id: string) => void
  back: () => void
}

/** So many SKU mappings are listed: there may be as many as an import holds. */
const MAPPINGS_LISTED = 500

/** Everything that waits to be sent: the list on the left, one record field by field on the right. */
export function PendingPage({ openCustomer, back }: PendingPageProps) {
  const t = useText('pending')
  const words = useText('customers')
  const { count: shown } = useFormats()
  const { capabilities, sync, skuMappings } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  const [search, setSearch] = useState('')
  const grid = useRef<DataGridHandle>(null)
  const mappings$ = useMemo(
    () => (sync === null ? of<SkuMapping[]>([]) : skuMappings.observeWaiting(MAPPINGS_LISTED)),
    [skuMappings, sync],
  )
  const list = useRecordList({ state: 'waiting', mappings$, search, firstId: '' })
  const record = list.at(list.active)
  const selection = useRecordSelection(list.ids)
  const { discard, undo } = useDiscard()

  const split = (ids: readonly string[]) => ({
    customers: ids.filter((id) => !list.isMapping(id)),
    mappings: ids.filter(list.isMapping),
  })
  const sendNow = (ids: readonly string[]): void => {
    sync?.sendNow(split(ids)).catch(raise)
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
  const ready = list.count > 0
  useEffect(() => {
    if (ready) grid.current?.focus()
  }, [ready])
  const what = useCallback((row: ListedRecord) => whatWaits(row, t, words), [t, words])
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
            list.setActive(0)
          }}
          onLeave={() => grid.current?.focus()}
        />
      }
    >
      {list.known && list.count === 0 ? (
        <EmptyState
          icon={IconChecks}
          title={search === '' ? t('empty.title') : t('empty.noMatch')}
          text={sync === null ? t('empty.local') : search === '' ? t('empty.text', { remote }) : ''}
          {...(search === ''
            ? {}
            : {
                actions: (
                  <Button variant="default" onClick={() => setSearch('')}>
                    {t('searchClear')}
                  </Button>
                ),
              })}
        />
      ) : (
        <div className={classes.split}>
          <div className={classes.list}>
            <RecordGrid
              handle={grid}
              texts={{ label: t('list'), who: t('columns.who'), what: t('columns.what') }}
              list={list}
              selection={selection}
              what={what}
              open={list.setActive}
            />
            <PendingSelectionBar
              selection={selection}
              total={list.count}
              sendNow={() => sendNow(chosen)}
              discard={() => giveUp(chosen)}
            />
          </div>
          <div className={classes.side}>
            {record !== undefined && sync !== null && (
              <PendingPane
                key={record.id}
                record={record}
                sync={sync}
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
          </div>
        </div>
      )}
    </Page>
  )
}
