import { Button, Menu, ScrollArea, Text } from '@mantine/core'
import { IconCheck, IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Facet, RosterFacets, RosterQuery } from '#renderer/roster/roster-query.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { countryName } from '#shared/domain/country-name.ts'

interface FilterMenuProps extends Pick<RosterQuery, 'state' | 'countryCode' | 'tag'> {
  onChange: (change: Partial<RosterQuery>) => void
}

const NO_FACETS: RosterFacets = { countries: [], tags: [] }
const STATES = ['any', 'waiting', 'needs-you', 'local-only'] as const

/** Filters by state, country and tag; the values come from the customers themselves. */
export function FilterMenu({ state, countryCode, tag, onChange }: FilterMenuProps) {
  const t = useText('customers')
  const { roster, capabilities } = useWorkspace()
  const raise = useThrow()
  const [facets, setFacets] = useState(NO_FACETS)
  const load = (): void => {
    roster.facets().then(setFacets, raise)
  }
  return (
    <Menu position="bottom-start" onOpen={load} width={220}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconFilter size={15} stroke={1.7} />}>
          {t('list.filter')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {capabilities !== null && (
          <>
            <Menu.Label>{t('list.state.label')}</Menu.Label>
            {STATES.map((each) => (
              <Menu.Item
                key={each}
                rightSection={each === state ? <IconCheck size={14} /> : null}
                onClick={() => {
                  onChange({ state: each })
                }}
              >
                {t(`list.state.${each}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <FacetMenu
          label={t('list.filterCountry')}
          facets={facets.countries}
          name={countryName}
          value={countryCode}
          onChange={(value) => {
            onChange({ countryCode: value })
          }}
        />
        <FacetMenu
          label={t('list.filterTag')}
          facets={facets.tags}
          name={(value) => value}
          value={tag}
          onChange={(value) => {
            onChange({ tag: value })
          }}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

interface FacetMenuProps {
  label: string
  facets: readonly Facet[]
  name: (value: string) => string
  value: string
  onChange: (value: string) => void
}

function FacetMenu({ label, facets, name, value, onChange }: FacetMenuProps) {
  const { count } = useFormats()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item disabled={facets.length === 0}>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <ScrollArea.Autosize mah={360}>
          {facets.slice(0, 300).map((facet) => (
            <Menu.Item
              key={facet.value}
              rightSection={
                <Text fz={12} c="dimmed">
                  {facet.value === value ? <IconCheck size={14} /> : count(facet.count)}
                </Text>
              }
              onClick={() => {
                onChange(facet.value === value ? '' : facet.value)
              }}
            >
              {name(facet.value)}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
