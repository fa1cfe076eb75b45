import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { ChoiceList } from './choice-list.tsx'

interface FlavourChoiceProps {
  value: CsvFlavour
  onChange: (flavour: CsvFlavour) => void
}

/** For whom a file is written: a spreadsheet, or another program. */
export function FlavourChoice({ value, onChange }: FlavourChoiceProps) {
  const t = useText('imports')
  return (
    <ChoiceList
      label={t('export.opensIn')}
      value={value}
      choices={[
        { value: 'excel', label: t('export.excel'), hint: t('export.excelHint') },
        { value: 'machine', label: t('export.machine'), hint: t('export.machineHint') },
      ]}
      onChange={onChange}
    />
  )
}
