import { Button, CloseButton, SegmentedControl } from '@mantine/core'
import { memo, useCallback, type RefObject } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterColumn, RosterQuery } from '#renderer/roster/roster-query.ts'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { countryName } from '#shared/domain/country-name.ts'
import classes from './customers-page.module.css'
import { FilterMenu } from './filter-menu.tsx'
import { NO_FILTERS } from './filters.ts'

interface ListToolbarProps {
  query: RosterQuery
  onChange: (change: Partial<RosterQuery>) => void
  columns: readonly RosterColumn[]
  onColumns: (columns: RosterColumn[]) => void
  searchRef: RefObject<HTMLInputElement | null>
  onLeaveSearch: () => void
}

const ARCHIVED = ['active', 'archived', 'all'] as const

/** Search, filters and columns of the customer list. What typing does not change is not drawn again for it. */
export const ListToolbar = memo(function ListToolbar(props: ListToolbarProps) {
  const { query, onChange, columns, onColumns, searchRef, onLeaveSearch } = props
  const t = useText('customers')
  const common = useText('common')
  const search = useCallback(
    (words: string) => {
      onChange({ search: words })
    },
    [onChange],
  )
  return (
    <div className={classes.toolbar}>
      <SearchBox
        label={t('list.search')}
        placeholder={t('list.searchPlaceholder')}
        clearLabel={common('clearSearch')}
        value={query.search}
        onChange={search}
        inputRef={searchRef}
        onLeave={onLeaveSearch}
      />
      <Filters
        archived={query.archived}
        state={query.state}
        countryCode={query.countryCode}
        tag={query.tag}
        onChange={onChange}
      />
      <div className={classes.toolbarEnd}>
        <ColumnChooser shown={columns} onChange={onColumns} />
      </div>
    </div>
  )
})

interface FiltersProps extends Pick<RosterQuery, 'archived' | 'state' | 'countryCode' | 'tag'> {
  onChange: (change: Partial<RosterQuery>) => void
}

/** All but the search: archived or not, the filter menu, and a pill to take off for each filter. */
const Filters = memo(function Filters({ archived, state, countryCode, tag, onChange }: FiltersProps) {
  const t = useText('customers')
  const pills = [
    state === 'any' ? null : { key: 'state', text: t(`list.state.${state}`), off: { state: 'any' } as const },
    countryCode === ''
      ? null
      : {
          key: 'country',
          text: t('list.country', { value: countryName(countryCode) }),
          off: { countryCode: '' },
        },
    tag === '' ? null : { key: 'tag', text: t('list.tag', { value: tag }), off: { tag: '' } },
  ].filter((pill) => pill !== null)
  return (
    <>
      <SegmentedControl
        aria-label={t('list.archived.label')}
        value={archived}
        data={ARCHIVED.map((value) => ({ value, label: t(`list.archived.${value}`) }))}
        onChange={(value) => {
          onChange({ archived: value })
        }}
      />
      <FilterMenu state={state} countryCode={countryCode} tag={tag} onChange={onChange} />
      {pills.map((pill) => (
        <span key={pill.key} className={classes.pill}>
          {pill.text}
          <CloseButton
            size={18}
            iconSize={12}
            aria-label={t('list.removeFilter', { name: pill.text })}
            onClick={() => {
              onChange(pill.off)
            }}
          />
        </span>
      ))}
      {pills.length > 0 && (
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
    </>
  )
})
