import { Button, Group, Text } from '@mantine/core'
import { useState, type ComponentProps } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { MappingTable } from './mapping-table.tsx'

/** So many are drawn at first, and so many more each time: one customer may have thousands. */
export const MAPPINGS_DRAWN = 100

/** Mappings that were read all at once, the first of them drawn. */
export function LongMappingTable({ mappings, ...rest }: ComponentProps<typeof MappingTable>) {
  const t = useText('skuMappings')
  const { count } = useFormats()
  const [limit, setLimit] = useState(MAPPINGS_DRAWN)
  return (
    <>
      <MappingTable {...rest} mappings={mappings.slice(0, limit)} />
      {mappings.length > limit && (
        <Group gap="sm">
          <Button variant="default" onClick={() => setLimit(limit + MAPPINGS_DRAWN)}>
            {t('more')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('shown', { shown: count(limit), total: count(mappings.length) })}
          </Text>
        </Group>
      )}
    </>
  )
}
