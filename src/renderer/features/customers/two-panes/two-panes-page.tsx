import { Button } from '@mantine/core'
import { IconArrowLeft, IconChecks } from '@tabler/icons-react'
import { useEffect, type ReactNode, type RefObject } from 'react'
import type { DataGridHandle } from '#renderer/ui/data-grid/data-grid.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import classes from './two-panes.module.css'
import type { RecordList } from './use-record-list.ts'

interface TwoPanesPageProps {
  texts: {
    title: string
    back: string
    search: string
    searchClear: string
    /** There are no records at all, and what that means. */
    empty: string
    emptyText: string
    /** None of them fits the search. */
    noMatch: string
  }
  /** How many records there are, as people read it. */
  count: string
  back: () => void
  search: string
  onSearch: (search: string) => void
  list: Pick<RecordList, 'known' | 'count' | 'setActive'>
  /** The grid in `left`, which has the focus as soon as there is something in it. */
  grid: RefObject<DataGridHandle | null>
  left: ReactNode
  right: ReactNode
}

/** A page with a list on the left that can be searched, and one of its records on the right; or why there are none. */
export function TwoPanesPage({
  texts,
  count,
  back,
  search,
  onSearch,
  list,
  grid,
  left,
  right,
}: TwoPanesPageProps) {
  const ready = list.count > 0
  useEffect(() => {
    if (ready) grid.current?.focus()
  }, [ready, grid])
  return (
    <Page
      fill
      title={texts.title}
      aside={list.known ? count : ''}
      lead={<IconButton label={texts.back} icon={IconArrowLeft} onClick={back} />}
      actions={
        <SearchBox
          label={texts.search}
          placeholder={texts.search}
          clearLabel={texts.searchClear}
          value={search}
          onChange={(value) => {
            onSearch(value)
            list.setActive(0)
          }}
          onLeave={() => grid.current?.focus()}
        />
      }
    >
      {list.known && list.count === 0 ? (
        <EmptyState
          icon={IconChecks}
          title={search === '' ? texts.empty : texts.noMatch}
          text={texts.emptyText}
          {...(search === ''
            ? {}
            : {
                actions: (
                  <Button variant="default" onClick={() => onSearch('')}>
                    {texts.searchClear}
                  </Button>
                ),
              })}
        />
      ) : (
        <div className={classes.split}>
          <div className={classes.list}>{left}</div>
          <div className={classes.side}>{right}</div>
        </div>
      )}
    </Page>
  )
}
