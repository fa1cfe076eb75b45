import { Button, CloseButton, SegmentedControl } from '@mantine/core'
import type { RefObject } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterColumn, RosterQuery } from '#renderer/roster/roster-query.ts'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { countryName } from '../country-name.ts'
import classes from './customers-page.module.css'
import { FilterMenu } from './filter-menu.tsx'
import { isFiltered, NO_FILTERS } from './filters.ts'

interface ListToolbarProps {
  query: RosterQuery
  onChange: (change: Partial<RosterQuery>) => void
  columns: readonly RosterColumn[]
  onColumns: (columns: RosterColumn[]) => void
  searchRef: RefObject<HTMLInputElement | null>
  onLeaveSearch: () => void
}

const ARCHIVED = ['active', 'archived', 'all'] as const

/** Search, filters and columns of the customer list. */
export function ListToolbar(props: ListToolbarProps) {
  const { query, onChange, columns, onColumns, searchRef, onLeaveSearch } = props
  const t = useText('customers')
  const common = useText('common')
  const pills = [
    query.state === 'any'
      ? null
      : { key: 'state', text: t(`list.state.${query.state}`), off: { state: 'any' } },
    query.countryCode === ''
      ? null
      : {
          key: 'country',
          text: t('list.country', { value: countryName(query.countryCode) }),
          off: { countryCode: '' },
        },
    query.tag === '' ? null : { key: 'tag', text: t('list.tag', { value: query.tag }), off: { tag: '' } },
  ].filter((pill) => pill !== null)
  return (
    <div className={classes.toolbar}>
      <SearchBox
        label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        clearLabel={common('clearSearch')}
        value={query.search}
        onChange={(search) => {
          onChange({ search })
        }}
        inputRef={searchRef}
        onLeave={onLeaveSearch}
      />
      <SegmentedControl
        aria-label={t('list.archived.label')}
        value={query.archived}
        data={ARCHIVED.map((value) => ({ value, label: t(`list.archived.${value}`) }))}
        onChange={(archived) => {
          onChange({ archived })
        }}
      />
      <FilterMenu query={query} onChange={onChange} />
      {pills.map((pill) => (
        <span key={pill.key} className={classes.pill}>
          {pill.text}
          <CloseButton
            size={18}
            iconSize={12}
            aria-label={t('list.removeFilter', { name: pill.text })}
            onClick={() => {
              onChange(pill.off as Partial<RosterQuery>)
            }}
          />
        </span>
      ))}
      {isFiltered(query) && pills.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange(NO_FILTERS)
          }}
        >
          {t('list.clearFilters')}
        </Button>
      )}
      <div className={classes.toolbarEnd}>
        <ColumnChooser shown={columns} onChange={onColumns} />
      </div>
    </div>
  )
}
