import { Button, Group, Modal, ScrollArea, Select, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { countryCodeOf } from '#shared/csv/country-names.ts'
import type { RowEdit } from '#shared/csv/csv-file.ts'
import { regionsOf } from '#shared/csv/region-names.ts'
import type { ValueToMap } from '#shared/csv/values-to-map.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { countryChoices } from '../country-choices.ts'
import { targetWords } from '../target-words.ts'

interface ValuesDialogProps {
  values: readonly ValueToMap[]
  onClose: () => void
  onEdit: (edits: readonly RowEdit[]) => void
}

/** Countries, states and yes-or-no values that are not understood, each with a choice of what it means. */
export function ValuesDialog({ values, onClose, onEdit }: ValuesDialogProps) {
  const t = useText('imports')
  const common = useText('common')
  const customers = useText('customers')
  const { count } = useFormats()
  const [chosen, setChosen] = useState(() => new Map(values.map((value) => [keyOf(value), suggested(value)])))
  const choose = (value: ValueToMap, text: string): void => {
    setChosen(new Map([...chosen, [keyOf(value), text]]))
  }
  const decided = values.filter((value) => (chosen.get(keyOf(value)) ?? '') !== '')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('fix.valuesTitle')}
      size={680}
      scrollAreaComponent={ScrollArea.Autosize}
    >
      <Text fz="sm" c="dimmed" mb="md">
        {t('fix.valuesText')}
      </Text>
      <Table aria-label={t('fix.valuesTitle')} layout="fixed" verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fix.value')}</Table.Th>
            <Table.Th w={70} ta="end">
              {t('fix.rows')}
            </Table.Th>
            <Table.Th w={270}>{t('fix.means')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map((value) => (
            <Table.Tr key={keyOf(value)}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {value.value}
                <Text fz="xs" c="dimmed">
                  {targetWords(value.target, { imports: t, customers })}
                </Text>
              </Table.Td>
              <Table.Td ta="end">{count(value.count)}</Table.Td>
              <Table.Td>
                <Meaning
                  value={value}
                  text={chosen.get(keyOf(value)) ?? ''}
                  onChange={(text) => {
                    choose(value, text)
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap={8} mt="md">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          disabled={decided.length === 0}
          onClick={() => {
            onEdit(
              decided.map((value) => ({
                type: 'replace',
                column: value.column,
                find: value.value,
                text: chosen.get(keyOf(value)) ?? '',
              })),
            )
            onClose()
          }}
        >
          {t('fix.run')}
        </Button>
      </Group>
    </Modal>
  )
}

interface MeaningProps {
  value: ValueToMap
  text: string
  onChange: (text: string) => void
}

/** What a value means: one of a list where there is one, otherwise typed. */
function Meaning({ value, text, onChange }: MeaningProps) {
  const t = useText('imports')
  const data =
    value.rule === 'country'
      ? countryChoices()
      : value.rule === 'yes-no'
        ? [
            { value: 'yes', label: t('check.yes') },
            { value: 'no', label: t('check.no') },
          ]
        : regionsOf(value.countryCode).map(({ code, name }) => ({ value: code, label: name }))
  if (data.length === 0)
    return (
      <TextInput
        aria-label={t('fix.other', { value: value.value })}
        placeholder={t('fix.leave')}
        value={text}
        onChange={(event) => {
          onChange(event.currentTarget.value)
        }}
      />
    )
  return (
    <Select
      aria-label={t('fix.meansLabel', { value: value.value })}
      placeholder={t('fix.leave')}
      data={data}
      value={text === '' ? null : text}
      searchable
      clearable
      onChange={(chosen) => {
        onChange(chosen ?? '')
      }}
    />
  )
}

/** The suggestion as the value of a choice. */
function suggested({ rule, suggestion, countryCode }: ValueToMap): string {
  if (rule === 'country') return countryCodeOf(suggestion) ?? ''
  if (rule === 'yes-no') return ['yes', 'no'].includes(suggestion) ? suggestion : ''
  const regions = regionsOf(countryCode)
  if (regions.length === 0) return suggestion
  return regions.find(({ code, name }) => code === suggestion || name === suggestion)?.code ?? ''
}

function keyOf({ column, value, countryCode }: ValueToMap): string {
  return JSON.stringify([column, value, countryCode])
}
