import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { addressTarget, parseAddressTarget, type AddressGroup } from '#shared/csv/column-target.ts'
import type { ImportOptions } from '#shared/csv/import-options.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { countryChoices } from '../country-choices.ts'
import type { MappedColumn } from '../opened-file.ts'
import { groupWords } from '../target-words.ts'

interface CountryDialogProps {
  columns: readonly MappedColumn[]
  defaults: ImportOptions['defaults']
  onClose: () => void
  onSet: (defaults: ImportOptions['defaults']) => void
}

/** The country of rows that name none, for each address that the file has. */
export function CountryDialog({ columns, defaults, onClose, onSet }: CountryDialogProps) {
  const t = useText('imports')
  const common = useText('common')
  const [values, setValues] = useState(defaults)
  return (
    <Modal opened onClose={onClose} title={t('fix.countryTitle')} size={460}>
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('fix.countryText')}
        </Text>
        {groupsOf(columns).map((group) => {
          const target = addressTarget(group, 'countryCode')
          const value = values[target] ?? ''
          return (
            <Select
              key={group}
              label={t('fix.countryOf', { address: groupWords(group, t).toLowerCase() })}
              placeholder={t('fix.unset')}
              data={countryChoices()}
              value={value === '' ? null : value}
              searchable
              clearable
              onChange={(chosen) => {
                const others = Object.entries(values).filter(([key]) => key !== target)
                setValues(Object.fromEntries(chosen === null ? others : [...others, [target, chosen]]))
              }}
            />
          )
        })}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            onClick={() => {
              onSet(values)
              onClose()
            }}
          >
            {t('fix.set')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The addresses that columns of the file go to; the shipping address where none does. */
function groupsOf(columns: readonly MappedColumn[]): AddressGroup[] {
  const groups = new Set(columns.flatMap(({ target }) => parseAddressTarget(target)?.group ?? []))
  return groups.size === 0 ? ['shipping'] : [...groups]
}
